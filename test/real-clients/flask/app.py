"""A platform with Authlib's Flask client as its documentation sets it up; tokens are kept in memory."""

import os
import secrets

from authlib.integrations.flask_client import OAuth
from flask import Flask, redirect, session, url_for

app = Flask(__name__)
app.secret_key = secrets.token_hex(32)
app.config["SERVER_NAME"] = os.environ["PLATFORM_HOST"]
app.json.ensure_ascii = False
kept = {}


def fetch_token(name):
    return kept.get(session.get("key"))


def update_token(name, token, refresh_token=None, access_token=None):
    kept[session["key"]] = {**kept[session["key"]], **token}


oauth = OAuth(app, fetch_token=fetch_token, update_token=update_token)
oauth.register(
    "clave",
    client_id="authlib",
    client_secret=os.environ["PLATFORM_SECRET"],
    server_metadata_url=os.environ["PLATFORM_ISSUER"] + "/.well-known/openid-configuration",
    client_kwargs={"scope": "openid profile email", "code_challenge_method": "S256"},
)


@app.get("/")
def home():
    if session.get("key") not in kept:
        return oauth.clave.authorize_redirect(url_for("back", _external=True))
    return dict(oauth.clave.userinfo())


@app.get("/vuelta")
def back():
    token = oauth.clave.authorize_access_token()
    session["key"] = secrets.token_hex(16)
    kept[session["key"]] = token
    return redirect(url_for("home"))


@app.get("/token")
def token():
    """The token counts as expired: Authlib renews it before it asks userinfo."""
    kept[session["key"]]["expires_at"] = 1
    oauth.clave.userinfo()
    return {"access_token": kept[session["key"]]["access_token"]}


@app.get("/salir")
def leave():
    token = kept.pop(session.pop("key"))
    return oauth.clave.logout_redirect(url_for("goodbye", _external=True), token["id_token"])


@app.get("/adios")
def goodbye():
    oauth.clave.validate_logout_response()
    return "adiós"


if __name__ == "__main__":
    host, port = os.environ["PLATFORM_HOST"].split(":")
    app.run(host="127.0.0.1", port=int(port))
