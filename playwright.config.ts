import { defineConfig, devices } from '@playwright/test';
import { launchOptions } from './scripts/browser.ts';

/** Each test starts the relays it needs on free ports (tests/e2e/house.ts), so that it can kill them. */
export default defineConfig({
  testDir: 'tests/e2e',
  fullyParallel: true,
  // Two leave a sixth of two cores idle while pages wait for each other (measured: 162 s with two, 132 s with three).
  workers: 3,
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
