import { defineConfig, devices } from '@playwright/test';
import { launchOptions } from './scripts/browser.ts';

/** Each test starts the relays it needs on free ports (tests/e2e/house.ts), so that it can kill them. */
export default defineConfig({
  testDir: 'tests/e2e',
  fullyParallel: true,
  workers: 2,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    // What cannot be clicked for a minute never will be.
    actionTimeout: 60_000,
    ...devices['Desktop Chrome'],
    // A recording of every act costs a tenth of the time; `npx playwright test --trace retain-on-failure` makes one.
    trace: 'off',
    launchOptions: launchOptions(),
  },
});
