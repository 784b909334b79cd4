// Stylesheets of late parts that could not be had. Vite's loader asks for each once, and takes it for loaded ever
// after; so whoever tries a part again (late-part.tsx) asks for them here first.

const failed = new Set<string>();

/** To be called before anything loads late. */
export function noteFailedStyles(): void {
  const note = ({ target }: Event) => {
    if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') {
      failed.add(target.href);
      target.remove();
    }
  };
  document.addEventListener('error', note, { capture: true }); // such an event does not bubble
}

/** @throws Error where one still can't be had; which part needs it is not known here */
export async function loadFailedStyles(): Promise<void> {
  await Promise.all([...failed].map(load));
}

function load(href: string): Promise<void> {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = href;
  return new Promise((resolve, reject) => {
    link.addEventListener('load', () => {
      failed.delete(href);
      resolve();
    });
    link.addEventListener('error', () => reject(new Error('A stylesheet could not be loaded.')));
    document.head.append(link);
  });
}
