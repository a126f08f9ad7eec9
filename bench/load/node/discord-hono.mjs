// This is discord-hono, which is made for Cloudflare Workers, on hono's server for Node.
import { serve } from '@hono/node-server';
import { DiscordHono } from 'discord-hono';

const app = new DiscordHono().command('search', (c) => c.res(c.var.card));
const context = { waitUntil() {}, passThroughOnException() {} };
serve({ fetch: (request) => app.fetch(request, process.env, context), port: 0, hostname: '127.0.0.1' },
  (address) => console.log(`127.0.0.1:${address.port}`));
