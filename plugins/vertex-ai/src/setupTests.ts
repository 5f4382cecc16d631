import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// The pages are loaded when they are opened, and the first test of a file pays for transforming all of them.
configure({ asyncUtilTimeout: 20_000 });
jest.setTimeout(60_000);

// The older system's parts then bring no style sheets. With their 1,600 rules every question for a style, and with it every search by
// role, takes several times as long, and nothing here is about looks.
jest.mock('is-in-browser', () => ({
  __esModule: true,
  default: false,
  isBrowser: false,
}));
