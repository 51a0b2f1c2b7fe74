import type { DeveloperGuides } from '../../../shape/pages/developer-guides.ts';

const secretStep =
  'Guarde el secreto de la plataforma en la variable CLAVE_SENCE_SECRET. No lo escriba en el código ni en un repositorio.';
const openStep = 'Abra http://localhost:8080 e ingrese con una persona ficticia.';
const usual = [
  'state: la respuesta es del navegador que comenzó el ingreso',
  'nonce, iss, aud y exp del ID token',
  'PKCE: el código sirve solo a quien lo pidió',
  'sub: UserInfo habla de la misma persona que el ID token',
];
const signed = [...usual, 'La firma del ID token, con las claves públicas de jwks_uri'];

/** The guides: each with one example, whose code is the file itself. */
export const guides: DeveloperGuides = {
  title: 'Guías para conectar una plataforma',
  clientIdInvalid:
    'Revise el client_id: tiene letras, números, guiones, puntos, dos puntos o barras, y hasta 200 caracteres.',
  client: {
    redirect: 'Direcciones de vuelta (redirect_uris)',
    left: 'Direcciones después de salir (post_logout_redirect_uris)',
    auth: 'Cómo se autentica (token_endpoint_auth_method)',
    scope: 'Datos que pide (scope)',
    issuer: 'Clave Sence (issuer)',
  },
  each: {
    node: {
      title: 'Node.js con openid-client',
      summary: 'Un servidor de Node.js, sin marco de trabajo.',
      steps: ['Instale con `npm install openid-client@6.8.9`.', secretStep, 'Parta con `node app.mjs`.', openStep],
      checks: signed,
    },
    spa: {
      title: 'Página sin servidor con oidc-client-ts',
      summary: 'Una página web que ingresa desde el navegador, sin servidor propio.',
      steps: [
        'Instale con `npm install oidc-client-ts@3.5.0` y copie oidc-client-ts.min.js junto a la página.',
        'Sirva la carpeta en http://localhost:8080. Es un cliente público: no tiene secreto.',
        openStep,
      ],
      checks: [
        ...usual.slice(0, 1),
        'PKCE: el código sirve solo a quien lo pidió',
        'sub, aud, iss y exp del ID token, que llega por https',
      ],
    },
    python: {
      title: 'Python con Flask y Authlib',
      summary: 'Una aplicación de Flask.',
      steps: [
        'Instale con `pip install Authlib==1.9.6 Flask==3.1.3 requests==2.34.2`.',
        secretStep,
        'En SESSION_KEY ponga un valor al azar, que firma la cookie de la sesión.',
        'Parta con `python app.py`.',
        openStep,
      ],
      checks: signed,
    },
    php: {
      title: 'PHP sin bibliotecas',
      summary: 'Un archivo de PHP, para un sitio que no usa Composer.',
      steps: [secretStep, 'Parta con `php -S localhost:8080 index.php`.', openStep],
      checks: [...usual, 'El certificado de Clave Sence, por el que llega el ID token'],
    },
    java: {
      title: 'Java con Spring Security',
      summary: 'Una aplicación de Spring Boot.',
      steps: [
        'Deje Plataforma.java en src/main/java/plataforma y application.properties en src/main/resources.',
        secretStep,
        'Parta con `mvn spring-boot:run`.',
        openStep,
      ],
      checks: signed,
    },
    apache: {
      title: 'Apache con mod_auth_openidc',
      summary: 'Un sitio de Apache: protege páginas que ya existen, en cualquier lenguaje.',
      steps: [
        'Instale con `apt-get install libapache2-mod-auth-openidc`.',
        'Deje plataforma.conf en sites-available, e index.shtml en /var/www/plataforma.',
        'Guarde CLAVE_SENCE_SECRET y SESSION_KEY en /etc/apache2/envvars.',
        'Active con `a2enmod include`, `a2ensite plataforma`, y reinicie Apache.',
        openStep,
      ],
      checks: signed,
    },
    dotnet: {
      title: 'ASP.NET Core',
      summary: 'Una aplicación de .NET.',
      steps: [
        'Instale con `dotnet add package Microsoft.AspNetCore.Authentication.OpenIdConnect`.',
        'ASP.NET Core envía el secreto en el formulario: registre client_secret_post.',
        secretStep,
        'Parta con `dotnet run`.',
        openStep,
      ],
      checks: signed,
    },
    wordpress: {
      title: 'WordPress con OpenID Connect Generic',
      summary: 'Un sitio de WordPress, con un plugin y sin programar.',
      steps: [
        'Instale el plugin OpenID Connect Generic Client desde Plugins, Añadir nuevo.',
        'El plugin envía el secreto en el formulario: registre client_secret_post.',
        'Escriba los ajustes de abajo en Ajustes, OpenID Connect Generic.',
        'Si su versión no tiene «Enable PKCE», la plataforma necesita una excepción: pídala al registrarla.',
        'Salga de WordPress e ingrese con el botón nuevo.',
      ],
      checks: ['state y sub. La versión que leímos no revisa nonce ni la firma: confía en la conexión https'],
    },
  },
};
