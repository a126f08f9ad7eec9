// This is discord-interactions with hono.
import { serve } from '@hono/node-server';
import { InteractionResponseType, InteractionType, verifyKey } from 'discord-interactions';
import { Hono } from 'hono';

const commands = { search: (interaction) => interaction.data.options.find((option) => option.name === 'card').value };

const app = new Hono();
app.post('/interactions', async (c) => {
  const body = await c.req.text();
  const good = await verifyKey(body, c.req.header('x-signature-ed25519'), c.req.header('x-signature-timestamp'), process.env.DISCORD_PUBLIC_KEY);
  if (!good) return c.text('Bad request signature', 401);
  const interaction = JSON.parse(body);
  if (interaction.type !== InteractionType.APPLICATION_COMMAND) return c.text('Unknown interaction', 400);
  return c.json({
    type: InteractionResponseType.CHANNEL_MESSAGE_WITH_SOURCE,
    data: { content: commands[interaction.data.name](interaction) },
  });
});
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (address) => console.log(`127.0.0.1:${address.port}`));
