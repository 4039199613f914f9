/** Latencies in buckets of 10 µs up to 2 s: constant memory, no sorting of millions of numbers. */
const bucketMicros = 10;
const buckets = 200_000;

export class Recorder {
  counts = new Uint32Array(buckets);
  answers = 0;
  wrong = 0;
  failed = 0;
  /** @type {string[]} the first few complaints, for the report */
  examples = [];

  /** @param {number} millis */
  latency(millis) {
    const bucket = Math.floor((millis * 1000) / bucketMicros);
    this.counts[Math.min(bucket, buckets - 1)] += 1;
    this.answers += 1;
  }

  /** @param {'wrong' | 'failed'} kind @param {string} example */
  complain(kind, example) {
    this[kind] += 1;
    if (this.examples.length < 5) this.examples.push(example.slice(0, 300));
  }

  /** Forgets the measurements of the warm-up, never its complaints. */
  restart() {
    this.counts.fill(0);
    this.answers = 0;
  }

  /** @param {number} share between 0 and 1; the answer is in milliseconds */
  percentile(share) {
    const wanted = Math.ceil(this.answers * share);
    let seen = 0;
    for (let bucket = 0; bucket < buckets; bucket += 1) {
      seen += this.counts[bucket];
      if (seen >= wanted && seen > 0) return ((bucket + 0.5) * bucketMicros) / 1000;
    }
    return 0;
  }
}
