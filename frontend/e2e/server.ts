import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { serveFiles } from './site.ts';

const START = 120_000;
const STOP = 20_000;
const root = resolve(import.meta.dirname, '../..');

declare module 'vitest' {
  interface ProvidedContext {
    /** A server in demo mode. */
    url: string;
    /** A server with accounts, and the token that its first operator needs. */
    localUrl: string;
    setupToken: string;
    /** Where a dashboard may be that is hosted apart from the server with accounts, and the folder of its files. */
    friend: { url: string; files: string };
  }
}

interface Server {
  url: string;
  data: string;
  stop: () => Promise<void>;
}

/** Starts the packaged servers, each with a database and a sandbox of its own, and stops them at the end. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const files = mkdtempSync(join(tmpdir(), 'storeweaver-hosted-'));
  const friend = await serveFiles(files);
  const started = await Promise.allSettled([
    startServer({ MAX_STORES_PER_USER: '40', MAX_STORES: '500' }),
    startServer({ AUTH_MODE: 'local', CORS_ORIGIN: friend.url, TRUSTED_PROXIES: '127.0.0.1,::1' }),
  ]);
  const servers = started.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const stop = async (): Promise<void> => {
    await Promise.all([friend.close(), ...servers.map((server) => server.stop())]);
    rmSync(files, { recursive: true, force: true });
  };
  const [demo, local] = servers;
  if (demo === undefined || local === undefined) {
    await stop();
    throw started.find((each) => each.status === 'rejected')?.reason;
  }
  project.provide('url', demo.url);
  project.provide('localUrl', local.url);
  project.provide('setupToken', readFileSync(join(local.data, 'setup-token'), 'utf8').trim());
  project.provide('friend', { url: friend.url, files });
  return stop;
}

/** Starts the packaged server with a database and a sandbox of its own. */
export async function startServer(settings: Record<string, string>): Promise<Server> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'storeweaver-e2e-'));
  const data = join(folder, 'data');
  const log = join(folder, 'server.log');
  const server = run(port, data, log, settings);
  const ended = new Promise<void>((done) => server.once('exit', () => done()));
  // Also where the run is broken off, which nobody tells its end of.
  const kill = (): boolean => server.kill('SIGTERM');
  process.once('exit', kill);
  server.once('exit', () => process.removeListener('exit', kill));
  const url = `http://localhost:${port}`;
  try {
    await answering(`${url}/api/v1/health`, () => server.exitCode !== null);
  } catch (error) {
    server.kill('SIGKILL');
    throw new Error(`The server did not start; its log is ${log}`, { cause: error });
  }
  const stop = async (): Promise<void> => {
    server.kill('SIGTERM');
    const timer = setTimeout(() => server.kill('SIGKILL'), STOP);
    await ended;
    clearTimeout(timer);
    if (process.exitCode) {
      process.stderr.write(`The server's log is ${log}\n`);
    } else {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  return { url, data, stop };
}

function run(port: number, data: string, log: string, settings: Record<string, string>): ChildProcess {
  const flags = (process.env['JAVA_FLAGS'] ?? '').split(/\s+/).filter(Boolean);
  const server = spawn(
    join(root, 'bin/jdk25'),
    ['java', ...flags, '-jar', join(root, 'backend/target/quarkus-app/quarkus-run.jar')],
    {
      env: {
        ...process.env,
        PORT: String(port),
        DATA_DIR: data,
        SANDBOX_PACE: '0.3',
        KUBECONFIG: '',
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const out = createWriteStream(log);
  server.stdout.pipe(out);
  server.stderr.pipe(out);
  return server;
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
