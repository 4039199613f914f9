/** fetch whose next response breaks after so many bytes of its body, as a connection does that is lost. */
export class BreakableFetch {
  /** Requests so far, as `GET /path`. */
  requests = [];
  #bytes = Infinity;

  breakNextAfter(bytes) {
    this.#bytes = bytes;
  }

  fetch = async (url, request) => {
    this.requests.push({ line: `${request.method} ${new URL(url).pathname}`, headers: request.headers });
    const response = await fetch(url, request);
    if (this.#bytes === Infinity || response.body === null) return response;
    let left = this.#bytes;
    this.#bytes = Infinity;
    const cut = new TransformStream({
      transform(bytes, controller) {
        controller.enqueue(bytes.subarray(0, left));
        left -= bytes.length;
        if (left <= 0) controller.error(new Error('The line went dead'));
      },
    });
    const { status, headers } = response;
    return new Response(response.body.pipeThrough(cut), { status, headers });
  };
}
