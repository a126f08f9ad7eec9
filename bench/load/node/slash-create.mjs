// This is slash-create with its fastify server.
import { createServer } from 'node:net';
import { CommandOptionType, FastifyServer, SlashCommand, SlashCreator } from 'slash-create';

class Search extends SlashCommand {
  constructor(creator) {
    super(creator, {
      name: 'search',
      description: 'Searches',
      options: [{ type: CommandOptionType.STRING, name: 'card', description: 'A card' }],
    });
  }

  async run(context) {
    return context.options.card;
  }
}

// It does not accept port 0, so look for a free port.
const free = createServer().listen(0, '127.0.0.1', () => {
  const { port } = free.address();
  free.close(async () => {
    const creator = new SlashCreator({
      applicationID: '870000000000000001', publicKey: process.env.DISCORD_PUBLIC_KEY, token: 'none',
      serverHost: '127.0.0.1', serverPort: port, endpointPath: '/interactions',
    });
    creator.withServer(new FastifyServer()).registerCommand(Search);
    await creator.startServer();
    console.log(`127.0.0.1:${port}`);
  });
});
