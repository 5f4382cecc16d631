/** Light and dark by the system's setting; contrast at least 4.5 to 1 in both. */
export const stylesheet = `
:root {
  --page: #f4f5f7; --card: #ffffff; --text: #16191d; --soft: #545b66; --line: #d9dde3;
  --accent: #1f5493; --accent-text: #ffffff; --badge: #fff3d1; --badge-text: #5c4300;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #121417; --card: #1c1f24; --text: #f2f4f7; --soft: #a9b1bd; --line: #353b44;
    --accent: #9cc9ff; --accent-text: #0b2138; --badge: #3d3113; --badge-text: #ffdf94;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px 16px;
  background: var(--page); color: var(--text);
  font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif;
}
main { width: 100%; max-width: 560px; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 20px 0 8px; }
.lead { margin: 0 0 20px; color: var(--soft); }
.lead strong { color: var(--text); font-weight: 600; }
.badge {
  margin: 0; padding: 8px 14px; border-radius: 8px; font-size: .9rem;
  background: var(--badge); color: var(--badge-text);
}
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 12px; }
form { margin: 0; }
button {
  width: 100%; display: flex; align-items: center; gap: 16px; padding: 16px; text-align: left;
  font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line);
  border-radius: 12px; cursor: pointer;
}
button:hover { border-color: var(--accent); }
button:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.avatar {
  flex: none; width: 44px; height: 44px; border-radius: 50%; display: grid; place-items: center;
  font-weight: 600; background: var(--accent); color: var(--accent-text);
}
.who { flex: 1; min-width: 0; }
.name { font-weight: 600; }
.title { color: var(--soft); }
.title::before { content: '· '; }
.may, .groups { display: block; }
.groups { color: var(--soft); font: .8rem/1.6 ui-monospace, SFMono-Regular, Menlo, monospace; }
.go { flex: none; font-size: 1.3rem; color: var(--accent); }
.foot { margin: 20px 0 0; font-size: .85rem; color: var(--soft); }
`;
