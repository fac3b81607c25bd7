import js from '@eslint/js';
import hooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

// The zones of the dashboard: each may use those before it, never one after it.
const zones = ['ui', 'api', 'features', 'routes'];

export default defineConfig(
  globalIgnores(['dist', 'reports', 'src/api/schema.d.ts', 'public', 'eslint.config.js']),
  js.configs.recommended,
  tseslint.configs.recommendedTypeChecked,
  hooks.configs.flat['recommended-latest'],
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  zones.slice(0, -1).map((zone, at) => ({
    files: [`src/${zone}/**`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: zones.slice(at + 1).map((later) => ({
            regex: `^(@|(\\.\\./)+)/?${later}/`,
            message: `Zones lead one way, ${zones.join(' ← ')}: ${zone} must not use ${later}.`,
          })),
        },
      ],
    },
  })),
);
