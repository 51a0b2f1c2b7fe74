<?php // PHP 8.1 o posterior, con openssl: CLAVE_SENCE_SECRET=... php -S localhost:8080 index.php
const ISSUER = 'http://localhost:3000', CLIENT = 'mi-plataforma', ORIGIN = 'http://localhost:8080';
session_start(['cookie_httponly' => true, 'cookie_samesite' => 'Lax', 'cookie_secure' => str_starts_with(ORIGIN, 'https:')]);
set_exception_handler(function (Throwable $error): never {
    error_log($error->getMessage());
    http_response_code(400);
    exit('El ingreso no se completó.');
});
function fetch(string $url, array $headers = [], ?array $form = null): array {
    $form = $form === null ? [] : ['method' => 'POST', 'content' => http_build_query($form)];
    if ($form) $headers[] = 'Content-Type: application/x-www-form-urlencoded';
    $http = ['header' => $headers, 'timeout' => 10, 'follow_location' => 0, 'ignore_errors' => true] + $form;
    $body = @file_get_contents($url, false, stream_context_create(['http' => $http]));
    return json_decode((string) $body, true, 32, JSON_THROW_ON_ERROR);
}
function check(bool $holds, string $what): void {
    if (!$holds) throw new RuntimeException("ingreso rechazado: $what");
}
function go(string $url, array $query): never {
    header('Location: ' . $url . ($query ? '?' . http_build_query($query) : ''), true, 303);
    exit;
}
function encoded(string $bytes): string {
    return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
}
/** El código se cambia por https y directo con Clave Sence, que así firma el ID token (OpenID Connect Core, 3.1.3.7, 6). */
function user(array $server, array $begun, array $answer): array {
    check(hash_equals($begun['state'] ?? '', $answer['state'] ?? '?'), 'state');
    check(($answer['iss'] ?? '') === ISSUER && isset($answer['code']), $answer['error'] ?? 'sin código');
    $basic = base64_encode(urlencode(CLIENT) . ':' . urlencode(getenv('CLAVE_SENCE_SECRET')));
    $tokens = fetch($server['token_endpoint'], ["Authorization: Basic $basic"], ['grant_type' => 'authorization_code',
        'code' => $answer['code'], 'redirect_uri' => ORIGIN . '/vuelta', 'code_verifier' => $begun['verifier']]);
    check(isset($tokens['id_token'], $tokens['access_token']), $tokens['error'] ?? 'sin tokens');
    $claims = json_decode(base64_decode(strtr(explode('.', $tokens['id_token'])[1], '-_', '+/')), true);
    check($claims['iss'] === ISSUER && $claims['aud'] === CLIENT && $claims['exp'] > time(), 'ID token');
    check(hash_equals($begun['nonce'], $claims['nonce'] ?? ''), 'nonce');
    $user = fetch($server['userinfo_endpoint'], ["Authorization: Bearer {$tokens['access_token']}"]);
    check(($user['sub'] ?? '') === $claims['sub'], 'sub');
    return ['user' => $user, 'hint' => $tokens['id_token']];
}

$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
$server = $path === '/' ? [] : fetch(ISSUER . '/.well-known/openid-configuration'); // guárdelo por una hora
[$begun, $_SESSION] = [$_SESSION, $path === '/' ? $_SESSION : []]; // cada ingreso sirve una vez
if ($path === '/ingresar') {
    foreach (['verifier', 'state', 'nonce'] as $name) $_SESSION[$name] = encoded(random_bytes(32));
    go($server['authorization_endpoint'], ['client_id' => CLIENT, 'redirect_uri' => ORIGIN . '/vuelta', 'response_type' => 'code',
        'scope' => 'openid profile email', 'state' => $_SESSION['state'], 'nonce' => $_SESSION['nonce'],
        'code_challenge_method' => 'S256', 'code_challenge' => encoded(hash('sha256', $_SESSION['verifier'], true))]);
} elseif ($path === '/vuelta') {
    $_SESSION = user($server, $begun, $_GET);
    session_regenerate_id(true);
    go('/', []);
} elseif ($path === '/salir') {
    go($server['end_session_endpoint'], ['id_token_hint' => $begun['hint'] ?? '', 'post_logout_redirect_uri' => ORIGIN . '/']);
}
$safe = array_map('htmlspecialchars', array_filter($_SESSION['user'] ?? [], 'is_string'));
echo '<!doctype html><html lang="es-CL"><title>Mi plataforma</title>', $safe
    ? "<p>Hola, {$safe['name']} ({$safe['email']})</p><p>sub: {$safe['sub']}</p><a href=\"/salir\">Salir</a>"
    : '<a href="/ingresar">Ingresar con Clave Sence</a>';
