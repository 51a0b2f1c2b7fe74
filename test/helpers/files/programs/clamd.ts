// A scanner that speaks the protocol of clamd (INSTREAM) and knows one virus. What it answers else is its first word:
// "silent" never answers, "garbage" answers something else, "late" ends in the middle, "large" has a limit of 1,000 bytes.
import { createServer, type Socket } from 'node:net';

const VIRUS = 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE';
const [manner = 'scans'] = process.argv.slice(2);
const COMMAND = 'zINSTREAM\0';

const server = createServer((socket) => {
  let got = Buffer.alloc(0);
  socket.on('error', () => {});
  socket.on('data', (chunk: Buffer) => {
    got = Buffer.concat([got, chunk]);
    const content = contentOf(got);
    if (content) answer(socket, content);
  });
});

/** The chunks of a stream that came to its end; undefined before. */
function contentOf(got: Buffer): Buffer | undefined {
  if (got.subarray(0, COMMAND.length).toString('latin1') !== COMMAND) return undefined;
  const chunks: Buffer[] = [];
  for (let at = COMMAND.length; at + 4 <= got.length; ) {
    const length = got.readUInt32BE(at);
    if (length === 0) return Buffer.concat(chunks);
    chunks.push(got.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}

function answer(socket: Socket, content: Buffer): void {
  if (manner === 'silent') return;
  if (manner === 'garbage') return void socket.end('a'.repeat(5000));
  if (manner === 'late') return void socket.end('stream: O');
  if (manner === 'large') return void socket.end('INSTREAM size limit exceeded. ERROR\0');
  socket.end(content.includes(VIRUS) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0');
}

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') process.stdout.write(`${address.port}\n`);
});
