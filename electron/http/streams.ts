// Streams that stay open for as long as someone reads: counted, bounded in number, and ended as soon
// as the reader is gone, whichever way the host tells of it.

export interface StreamLimit {
  /**
   * @param begin is given a signal that aborts when the reader is gone
   * @returns the answer, or undefined where too many streams are open
   */
  readonly open: (
    request: Request,
    begin: (signal: AbortSignal) => Promise<Response>,
  ) => Promise<Response | undefined>;
}

export function createStreamLimit(most: number): StreamLimit {
  let open = 0;
  return {
    open: async (request, begin) => {
      if (open >= most) {
        return undefined;
      }
      open += 1;
      const gone = new AbortController();
      const end = () => {
        if (!gone.signal.aborted) {
          open -= 1;
          gone.abort();
        }
      };
      try {
        const response = await begin(AbortSignal.any([request.signal, gone.signal]));
        return withEnd(response, end);
      } catch (error) {
        end();
        throw error;
      }
    },
  };
}

function withEnd(response: Response, end: () => void): Response {
  const reader = response.body?.getReader();
  if (reader === undefined) {
    end();
    return response;
  }
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      try {
        const { done, value } = await reader.read();
        if (done) {
          end();
          controller.close();
        } else {
          controller.enqueue(value);
        }
      } catch (error) {
        end();
        controller.error(error);
      }
    },
    cancel: async (reason) => {
      end();
      await reader.cancel(reason);
    },
  });
  const { status, statusText, headers } = response;
  return new Response(body, { status, statusText, headers });
}
