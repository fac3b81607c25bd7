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
    // Looks at pages go by twos: one page's drawing is another's waiting.
    maxConcurrency: 2,
    testTimeout: 240_000,
    hookTimeout: 240_000,
    reporters: ['verbose', ['junit', { outputFile: '../reports/TEST-e2e.xml' }], new CountReporter()],
  },
});
