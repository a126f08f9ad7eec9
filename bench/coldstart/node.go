package main

import (
	"fmt"
	"os"
	"path/filepath"
)

// nodeFunction answers as the other bots do, and verifies with Node's Web Crypto.
const nodeFunction = `const { webcrypto: { subtle } } = require('node:crypto');
const key = subtle.importKey('raw', Buffer.from(process.env.DISCORD_PUBLIC_KEY, 'hex'), { name: 'Ed25519' }, false, ['verify']);
exports.handler = async (event) => {
  const body = event.isBase64Encoded ? Buffer.from(event.body, 'base64').toString() : event.body;
  const good = await subtle.verify('Ed25519', await key, Buffer.from(event.headers['x-signature-ed25519'], 'hex'),
    Buffer.from(event.headers['x-signature-timestamp'] + body));
  if (!good) return { statusCode: 401, body: '' };
  const interaction = JSON.parse(body);
  const answer = interaction.data?.name === 'ping' ? { type: 4, data: { content: 'pong' } } : { type: 1 };
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(answer) };
};
`

// nodeProgram is a function for Node's runtime interface client, which is what Lambda's Node
// runtime runs.
//
// See https://github.com/aws/aws-lambda-nodejs-runtime-interface-client.
func nodeProgram(folder, dir string) (*program, error) {
	client, err := filepath.Abs(filepath.Join(folder, "node_modules", ".bin", "aws-lambda-ric"))
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(client); err != nil {
		return nil, fmt.Errorf("no runtime client: run node/install %s: %w", folder, err)
	}
	if err := os.WriteFile(filepath.Join(dir, "index.js"), []byte(nodeFunction), 0o644); err != nil {
		return nil, err
	}
	return &program{name: "Node", dir: dir, command: []string{client, "index.handler"}}, nil
}
