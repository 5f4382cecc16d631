import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// The pages are loaded when they are opened, and the first test of a file pays for transforming all of them.
configure({ asyncUtilTimeout: 20_000 });
jest.setTimeout(60_000);
