import { spawn } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';

const START = 120_000;
const STOP = 20_000;
const root = resolve(import.meta.dirname, '../..');

declare module 'vitest' {
  interface ProvidedContext {
    url: string;
  }
}

/** Starts the packaged server with a database and a sandbox of its own, and stops it at the end. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const port = await freePort();
  const data = mkdtempSync(join(tmpdir(), 'storeweaver-e2e-'));
  const log = join(data, 'server.log');
  const flags = (process.env['JAVA_FLAGS'] ?? '').split(/\s+/).filter(Boolean);
  const server = spawn(
    join(root, 'bin/jdk25'),
    ['java', ...flags, '-jar', join(root, 'backend/target/quarkus-app/quarkus-run.jar')],
    {
      env: {
        ...process.env,
        PORT: String(port),
        DATA_DIR: join(data, 'data'),
        SANDBOX_PACE: '0.3',
        MAX_STORES_PER_USER: '40',
        KUBECONFIG: '',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const out = createWriteStream(log);
  server.stdout.pipe(out);
  server.stderr.pipe(out);
  const ended = new Promise<void>((done) => server.once('exit', () => done()));
  const url = `http://localhost:${port}`;
  try {
    await answering(`${url}/api/v1/health`, () => server.exitCode !== null);
  } catch (error) {
    server.kill('SIGKILL');
    throw new Error(`The server did not start; its log is ${log}`, { cause: error });
  }
  project.provide('url', url);
  return async () => {
    server.kill('SIGTERM');
    const timer = setTimeout(() => server.kill('SIGKILL'), STOP);
    await ended;
    clearTimeout(timer);
    if (process.exitCode) {
      process.stderr.write(`The server's log is ${log}\n`);
    } else {
      rmSync(data, { recursive: true, force: true });
    }
  };
}

async function answering(url: string, dead: () => boolean): Promise<void> {
  const end = Date.now() + START;
  while (Date.now() < end && !dead()) {
    const ok = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(dead() ? 'It ended by itself' : `It did not answer within ${START / 1000} s`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
