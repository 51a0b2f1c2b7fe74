// dotnet add package Microsoft.AspNetCore.Authentication.OpenIdConnect, y luego: CLAVE_SENCE_SECRET=... dotnet run
using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseUrls("http://localhost:8080");
builder.Services.AddAuthorization();
builder.Services
    .AddAuthentication(options =>
    {
        options.DefaultScheme = CookieAuthenticationDefaults.AuthenticationScheme;
        options.DefaultChallengeScheme = OpenIdConnectDefaults.AuthenticationScheme;
    })
    .AddCookie()
    .AddOpenIdConnect(options =>
    {
        options.Authority = "http://localhost:3000";
        options.RequireHttpsMetadata = options.Authority.StartsWith("https:");
        options.ClientId = "mi-plataforma";
        options.ClientSecret = Environment.GetEnvironmentVariable("CLAVE_SENCE_SECRET");
        options.ResponseType = OpenIdConnectResponseType.Code;
        // Por omisión sería form_post, que las cookies SameSite=Lax no acompañan.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.GetClaimsFromUserInfoEndpoint = true;
        options.MapInboundClaims = false;
        options.SaveTokens = true;
        options.CallbackPath = "/vuelta";
        options.SignedOutCallbackPath = "/adios";
        options.Scope.Clear();
        foreach (var scope in new[] { "openid", "profile", "email" }) options.Scope.Add(scope);
        options.TokenValidationParameters.NameClaimType = "name";
    });

var app = builder.Build();
app.UseAuthentication();
app.UseAuthorization();

static string Safe(ClaimsPrincipal user, string name) => WebUtility.HtmlEncode(user.FindFirstValue(name) ?? "");
app.MapGet("/", (ClaimsPrincipal user) => Results.Content(
    $"<!doctype html><p>Hola, {Safe(user, "name")} ({Safe(user, "email")})</p><p>sub: {Safe(user, "sub")}</p>",
    "text/html; charset=utf-8")).RequireAuthorization();
app.MapGet("/salir", () => Results.SignOut(
    new AuthenticationProperties { RedirectUri = "/" },
    [CookieAuthenticationDefaults.AuthenticationScheme, OpenIdConnectDefaults.AuthenticationScheme]));
app.Run();
