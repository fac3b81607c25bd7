import type { Reporter, TestModule } from 'vitest/node';

/** Says at the very end how many tests passed and failed, and which of them passed at a second try only. */
export class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    let passed = 0;
    let failed = 0;
    let unsteady = '';
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        passed += state === 'passed' ? 1 : 0;
        failed += state === 'failed' ? 1 : 0;
        unsteady += test.diagnostic()?.flaky ? `unsteady: ${test.fullName}, in ${module.relativeModuleId}\n` : '';
      }
      // A file that cannot even be read has no tests that could fail.
      failed += module.errors().length;
    }
    process.on('exit', () => process.stdout.write(`${unsteady}${passed} passed, ${failed} failed\n`));
  }
}
