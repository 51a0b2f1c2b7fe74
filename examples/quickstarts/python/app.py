# pip install Authlib==1.9.6 Flask==3.1.3 requests==2.34.2
# CLAVE_SENCE_SECRET=... SESSION_KEY=$(openssl rand -hex 32) python app.py
import os

from authlib.integrations.base_client import OAuthError
from authlib.integrations.flask_client import OAuth
from flask import Flask, redirect, render_template_string, session
from markupsafe import escape

ORIGIN = "http://localhost:8080"
PAGE = """<!doctype html><html lang="es-CL"><title>Mi plataforma</title>
{% if user %}<p>Hola, {{ user.name }} ({{ user.email }})</p><p>sub: {{ user.sub }}</p><a href="/salir">Salir</a>
{% else %}<a href="/ingresar">Ingresar con Clave Sence</a>{% endif %}"""

app = Flask(__name__)
app.secret_key = os.environ["SESSION_KEY"]  # firma la cookie de la sesión
app.config.update(SESSION_COOKIE_SAMESITE="Lax", SESSION_COOKIE_SECURE=ORIGIN.startswith("https:"))
oauth = OAuth(app)
oauth.register(
    "clave",
    client_id="mi-plataforma",
    client_secret=os.environ["CLAVE_SENCE_SECRET"],
    server_metadata_url="http://localhost:3000/.well-known/openid-configuration",
    client_kwargs={"scope": "openid profile email", "code_challenge_method": "S256"},
)


@app.get("/")
def home():
    return render_template_string(PAGE, user=session.get("user"))


@app.get("/ingresar")
def sign_in():
    return oauth.clave.authorize_redirect(ORIGIN + "/vuelta")


@app.get("/vuelta")
def back():
    try:
        token = oauth.clave.authorize_access_token()  # comprueba state, nonce y el ID token
        user = oauth.clave.userinfo(token=token)
        if user["sub"] != token["userinfo"]["sub"]:
            raise OAuthError("otra persona")
    except OAuthError as error:
        return f"El ingreso no se completó: {escape(error.error)}", 400
    session.clear()
    session["user"] = {name: user.get(name) for name in ("sub", "name", "email")}
    session["hint"] = token["id_token"]
    return redirect("/")


@app.get("/salir")
def sign_out():
    hint = session.pop("hint", None)
    session.clear()
    return oauth.clave.logout_redirect(ORIGIN + "/", hint)


app.run(host="localhost", port=8080)
