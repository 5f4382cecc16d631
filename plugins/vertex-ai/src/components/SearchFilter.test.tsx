import { renderInTestApp } from '@backstage/frontend-test-utils';
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { SearchFilter } from './SearchFilter';

/** A list whose filter is kept elsewhere, as in the address, and can be lifted there. */
function List(props: { onReport: (value: string) => void }) {
  const [value, setValue] = useState('');
  return (
    <>
      <SearchFilter
        label="Search"
        value={value}
        onChange={next => {
          props.onReport(next);
          setValue(next);
        }}
      />
      <button onClick={() => setValue('')}>Clear</button>
    </>
  );
}

describe('the search of a list', () => {
  const reported: string[] = [];
  const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
  const field = () => screen.getByRole('searchbox');
  const rest = () => act(() => jest.advanceTimersByTimeAsync(1_000));

  beforeEach(() => {
    reported.length = 0;
    jest.useFakeTimers();
    renderInTestApp(<List onReport={value => reported.push(value)} />);
  });
  afterEach(() => jest.useRealTimers());

  it('keeps a space at the end while typing rests', async () => {
    await user.type(await screen.findByRole('searchbox'), 'fraud ');
    await rest();
    expect(field()).toHaveValue('fraud ');
    await user.type(field(), 'score');
    await rest();
    expect(field()).toHaveValue('fraud score');
    expect(reported).toEqual(['fraud', 'fraud score']);
  });

  it('asks for nothing when only spaces were typed', async () => {
    await user.type(await screen.findByRole('searchbox'), '  ');
    await rest();
    expect(reported).toEqual([]);
  });

  it('is emptied when the filters are lifted elsewhere', async () => {
    await user.type(await screen.findByRole('searchbox'), 'fraud ');
    await rest();
    await user.click(screen.getByRole('button', { name: 'Clear' }));
    await rest();
    expect(field()).toHaveValue('');
    expect(reported).toEqual(['fraud']);
  });
});
