import { Button } from '@backstage/ui';
import { RiDownloadLine } from '@remixicon/react';
import { ReactNode } from 'react';

/** Saves a text as a file. */
export function DownloadButton(props: {
  fileName: string;
  text: string;
  children: ReactNode;
}) {
  return (
    <Button
      size="small"
      variant="tertiary"
      iconStart={<RiDownloadLine />}
      onPress={() => save(props.fileName, props.text)}
    >
      {props.children}
    </Button>
  );
}

function save(fileName: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text]));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
