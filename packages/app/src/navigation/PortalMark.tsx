import { useSidebarOpenState } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  root: {
    height: 72,
    display: 'flex',
    alignItems: 'center',
    gap: 12,
    paddingLeft: 20,
    color: '#ffffff',
    fontWeight: 600,
    fontSize: 16,
    whiteSpace: 'nowrap',
  },
});

/** Three models, one of them live. */
export function PortalMark() {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();
  return (
    <div className={classes.root}>
      <svg width="32" height="32" viewBox="0 0 32 32" aria-hidden="true">
        <path
          d="M6 8 16 26 26 8"
          fill="none"
          stroke="currentColor"
          strokeWidth="2.5"
          strokeLinejoin="round"
        />
        <circle cx="6" cy="8" r="4" fill="currentColor" />
        <circle cx="26" cy="8" r="4" fill="currentColor" />
        <circle cx="16" cy="26" r="5" fill="#7df3e1" />
      </svg>
      {isOpen && <span>Vertex AI demo</span>}
    </div>
  );
}
