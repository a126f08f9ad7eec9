// This is discord-interactions with express, as its first page shows.
import express from 'express';
import { InteractionResponseType, InteractionType, verifyKeyMiddleware } from 'discord-interactions';

const commands = { search: (interaction) => interaction.data.options.find((option) => option.name === 'card').value };

const app = express();
app.post('/interactions', verifyKeyMiddleware(process.env.DISCORD_PUBLIC_KEY), (request, response) => {
  const interaction = request.body;
  if (interaction.type === InteractionType.APPLICATION_COMMAND) {
    response.send({
      type: InteractionResponseType.CHANNEL_MESSAGE_WITH_SOURCE,
      data: { content: commands[interaction.data.name](interaction) },
    });
  }
});
const server = app.listen(0, '127.0.0.1', () => console.log(`127.0.0.1:${server.address().port}`));
