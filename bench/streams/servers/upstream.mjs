import { createServer } from 'node:http';

/**
 * An OpenAI-compatible upstream that answers with the time at which it says each word. `idle` in the question: it says one word and then
 * nothing. Else the question is `<words> <words per second> [<more characters behind each>]`.
 */
const chunk = (delta, finish = null) =>
  `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 0, model: 'bench', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
const word = (padding = '') =>
  chunk({ content: `${(performance.timeOrigin + performance.now()).toFixed(2)} ${padding}` });

function answer(question, response) {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(chunk({ role: 'assistant', content: '' }));
  if (question.includes('idle')) return void response.write(word());
  const [words, perSecond, more = 0] = question.split(' ').map(Number);
  const padding = 'x'.repeat(more);
  let said = 0;
  const timer = setInterval(() => {
    response.write(word(padding));
    if (++said < words) return;
    clearInterval(timer);
    response.end(`${chunk({}, 'stop')}data: [DONE]\n\n`);
  }, 1000 / perSecond);
  response.on('close', () => clearInterval(timer));
}

createServer((request, response) => {
  if (request.method === 'GET') return void response.end('ok');
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    const { messages } = JSON.parse(Buffer.concat(parts).toString());
    const { content } = messages.at(-1);
    answer(typeof content === 'string' ? content : content.map(({ text }) => text).join(''), response);
  });
}).listen(Number(process.env.PORT), '127.0.0.1');
