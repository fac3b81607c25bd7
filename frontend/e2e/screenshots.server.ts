import type { TestProject } from 'vitest/node';
import { startServer } from './server.ts';

/** A server whose stores take as long as on a small cluster, so that the pictures show some on their way. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer({ SANDBOX_PACE: '2' });
  project.provide('url', server.url);
  return server.stop;
}
