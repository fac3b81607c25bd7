import { defineConfig } from 'vitest/config';
import { CountReporter } from './count.ts';

export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.e2e.ts'],
    globalSetup: './server.ts',
    // One server and one browser for all: the files take turns.
    fileParallelism: false,
    isolate: false,
    maxWorkers: 1,
    testTimeout: 90_000,
    hookTimeout: 90_000,
    reporters: ['verbose', ['junit', { outputFile: '../reports/TEST-e2e.xml' }], new CountReporter()],
  },
});
