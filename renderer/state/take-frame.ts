// One picture of a video, from its middle, by the browser's own decoders: the engine has none. The video
// is read from where the engine keeps it, so that one that another program handed over is seen as well.

export interface TakenFrame {
  /** Seconds from the beginning. */
  readonly at: number;
  /** PNG, as large as the video is shown. */
  readonly png: Blob;
}

/**
 * @param url of this page's own host, or the picture could not be read
 * @returns undefined where it has no picture, or no end
 * @throws what the browser says of a video that it can't play; the signal's reason
 */
export async function takeFrame(url: string, signal: AbortSignal): Promise<TakenFrame | undefined> {
  const video = document.createElement('video');
  video.muted = true;
  video.preload = 'auto';
  try {
    await reached(video, {
      event: 'loadeddata',
      begin: () => video.setAttribute('src', url),
      signal,
    });
    const { videoWidth: width, videoHeight: height, duration } = video;
    if (width === 0 || height === 0 || !Number.isFinite(duration)) {
      return undefined;
    }
    const seek = () => {
      video.currentTime = duration / 2;
    };
    await reached(video, { event: 'seeked', begin: seek, signal });
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext('2d')?.drawImage(video, 0, 0, width, height);
    return { at: video.currentTime, png: await canvas.convertToBlob({ type: 'image/png' }) };
  } finally {
    video.removeAttribute('src');
    video.load(); // lets go of the file and of the decoder
  }
}

interface Step {
  readonly event: 'loadeddata' | 'seeked';
  readonly begin: () => void;
  readonly signal: AbortSignal;
}

function reached(video: HTMLVideoElement, { event, begin, signal }: Step): Promise<void> {
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const fail = () => reject(new Error(video.error?.message ?? 'the video could not be played'));
  const stop = () => reject(signal.reason);
  video.addEventListener(event, () => resolve(), { once: true });
  video.addEventListener('error', fail, { once: true });
  signal.addEventListener('abort', stop, { once: true });
  begin();
  return promise.finally(() => signal.removeEventListener('abort', stop));
}
