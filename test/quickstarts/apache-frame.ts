const modules = ['mpm_event', 'authn_core', 'authz_core', 'authz_user', 'mime', 'dir', 'include', 'auth_openidc'];

/** What Debian's own apache2.conf gives a site: the modules, folders and log. The site itself is the example. */
export const apacheFrame = (folder: string, modulesFolder: string): string =>
  [
    `ServerRoot ${folder}`,
    `DefaultRuntimeDir ${folder}`,
    `PidFile ${folder}/pid`,
    `Mutex file:${folder} default`,
    'ErrorLog "|/bin/cat"',
    'LogLevel warn',
    ...modules.map((name) => `LoadModule ${name}_module ${modulesFolder}/mod_${name}.so`),
    'StartServers 1',
    'TypesConfig /dev/null',
    `Include ${folder}/plataforma.conf`,
    '',
  ].join('\n');
