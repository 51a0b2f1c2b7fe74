/** A server of files alone, for the example without a server: `node serve-folder.ts FOLDER PORT`. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';

const [folder = '.', port = '8080'] = process.argv.slice(2);

createServer(({ url = '/' }, response) => {
  const asked = path.basename(new URL(url, 'http://localhost').pathname) || 'index.html';
  const place = path.join(folder, asked);
  if (!existsSync(place)) return void response.writeHead(404).end();
  const type = asked.endsWith('.js') ? 'text/javascript' : 'text/html';
  response.setHeader('content-type', `${type}; charset=utf-8`).end(readFileSync(place));
}).listen(Number(port), 'localhost');
