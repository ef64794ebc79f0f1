/**
 * A real OpenSearch on this machine, for tests and benchmarks: `node scripts/opensearch.mjs [--nodes N]`
 * starts one and runs until it is interrupted. The server comes from Maven Central, once, into
 * ~/.cache/mostanad (or MOSTANAD_CACHE).
 */
import { spawn, spawnSync } from 'node:child_process';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const VERSION = '3.5.0';
const SERVER = `org.opensearch.distribution.integ-test-zip:opensearch:${VERSION}:zip`;
const KNN = `org.opensearch.plugin:opensearch-knn:${VERSION}.0:zip`;
const LEAST_JAVA = 21;
const HEAP = '512m';
/** In milliseconds; a busy machine takes a minute for three nodes. */
const START_PATIENCE = 300_000;
const STOP_PATIENCE = 30_000;
/** OpenSearch does not run as root. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

/** What a cluster on this machine takes; `missing` says what is not there, or is null. */
export function requirements() {
  const java = findJava();
  if (java === null) return { java, missing: `no JDK ${LEAST_JAVA} or newer` };
  if (!existsSync(homeFolder()) && spawnSync('mvn', ['-version']).status !== 0) {
    return { java, missing: 'no maven' };
  }
  if (spawnSync('unzip', ['-v']).status !== 0) return { java, missing: 'no unzip' };
  return { java, missing: null };
}

/**
 * Starts a cluster on loopback and waits until all of its nodes are in it. `nodes` have a url, a pid,
 * and `kill(signal)` and `restart()`, which wait; `stop` ends all and removes what they stored.
 */
export async function startCluster(count = 1) {
  const { java, missing } = requirements();
  if (missing !== null) throw new Error(`OpenSearch cannot be run here: ${missing}`);
  const home = fetchServer();
  const folder = mkdtempSync(join(tmpdir(), 'mostanad-opensearch-'));
  // The cache may stand in a home that nobody else may enter.
  const server = isRoot ? join(folder, 'server') : home;
  if (isRoot) cpSync(home, server, { recursive: true });
  const ports = await freePorts(2 * count);
  const plans = Array.from({ length: count }, (_, at) => ({
    name: `node-${at}`,
    folder: join(folder, `node-${at}`),
    http: ports[2 * at],
    transport: ports[2 * at + 1],
  }));
  for (const plan of plans) writeSettings(plan, plans, server);
  if (isRoot) giveTo(folder);
  const nodes = plans.map((plan) => runNode(plan, server, java));
  const stop = async () => {
    await Promise.all(nodes.map((node) => node.kill('SIGTERM')));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await allTogether(nodes);
  } catch (error) {
    await stop();
    throw error;
  }
  return { nodes, urls: nodes.map(({ url }) => url), stop };
}

function homeFolder() {
  const cache = process.env.MOSTANAD_CACHE ?? join(homedir(), '.cache', 'mostanad');
  return join(cache, `opensearch-${VERSION}`);
}

/** The unpacked server with its plugin, fetched where it is not there yet; throws where it cannot be. */
export function fetchServer() {
  const home = homeFolder();
  if (existsSync(home)) return home;
  const part = `${home}.${process.pid}`;
  mkdirSync(part, { recursive: true });
  try {
    unpack(SERVER, part);
    const server = join(part, `opensearch-${VERSION}`);
    unpack(KNN, join(server, 'plugins', 'opensearch-knn'));
    // Another process may have been first.
    if (!existsSync(home)) renameSync(server, home);
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
  return home;
}

function unpack(artifact, folder) {
  process.stderr.write(`Fetching ${artifact}…\n`);
  const into = mkdtempSync(join(tmpdir(), 'mostanad-maven-'));
  try {
    // The older releases of the copying goal are what Maven 3.8 knows by its own.
    run('mvn', ['-q', '-B', 'dependency:get', `-Dartifact=${artifact}`, '-Dtransitive=false']);
    const copy = ['dependency:copy', `-Dartifact=${artifact}`, `-DoutputDirectory=${into}`];
    run('mvn', ['-q', '-B', ...copy]);
    const [zip] = readdirSync(into);
    run('unzip', ['-q', join(into, zip), '-d', folder]);
  } finally {
    rmSync(into, { recursive: true, force: true });
  }
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error ?? `status ${status}`}`);
}

/** The home of a JDK that is new enough; null where there is none. */
function findJava() {
  const installed = existsSync('/usr/lib/jvm')
    ? readdirSync('/usr/lib/jvm').map((name) => join('/usr/lib/jvm', name))
    : [];
  const homes = [process.env.OPENSEARCH_JAVA_HOME, process.env.JAVA_HOME, ...installed];
  const found = homes.find((home) => home !== undefined && javaVersion(home) >= LEAST_JAVA);
  return found ?? null;
}

function javaVersion(home) {
  const { stderr } = spawnSync(join(home, 'bin', 'java'), ['-version'], { encoding: 'utf8' });
  return Number(/version "(\d+)/.exec(stderr ?? '')?.[1] ?? 0);
}

function writeSettings(plan, plans, server) {
  for (const name of ['data', 'logs', 'tmp', 'config']) {
    mkdirSync(join(plan.folder, name), { recursive: true });
  }
  const list = (values) => JSON.stringify(values);
  const settings = {
    'cluster.name': 'mostanad-test',
    'node.name': plan.name,
    'path.data': join(plan.folder, 'data'),
    'path.logs': join(plan.folder, 'logs'),
    'network.host': '127.0.0.1',
    'http.port': plan.http,
    'transport.port': plan.transport,
    'discovery.seed_hosts': list(plans.map(({ transport }) => `127.0.0.1:${transport}`)),
    'cluster.initial_cluster_manager_nodes': list(plans.map(({ name }) => name)),
    'cluster.routing.allocation.disk.threshold_enabled': false,
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name}: ${value}\n`);
  const config = join(plan.folder, 'config');
  writeFileSync(join(config, 'opensearch.yml'), lines.join(''));
  const logging = [
    'appender.console.type = Console',
    'appender.console.name = console',
    'appender.console.layout.type = PatternLayout',
    'appender.console.layout.pattern = [%d{ISO8601}][%-5p][%-25c{1.}] [%node_name] %m%n',
    'rootLogger.level = info',
    'rootLogger.appenderRef.console.ref = console',
  ];
  writeFileSync(join(config, 'log4j2.properties'), `${logging.join('\n')}\n`);
  const jvm = readFileSync(join(server, 'config', 'jvm.options'), 'utf8')
    .replace(/^-Xm[sx].*$/gmu, '')
    .replace(/^9-:-Xlog.*$/gmu, '')
    .replace('HeapDumpPath=data', `HeapDumpPath=${plan.folder}`)
    .replace('ErrorFile=logs', `ErrorFile=${join(plan.folder, 'logs')}`);
  writeFileSync(join(config, 'jvm.options'), jvm);
}

function giveTo(folder) {
  chownSync(folder, NOBODY, NOBODY);
  for (const name of readdirSync(folder, { recursive: true })) {
    chownSync(join(folder, name), NOBODY, NOBODY);
  }
}

function runNode(plan, server, java) {
  const log = join(plan.folder, 'logs', 'node.log');
  const start = () => {
    const output = openSync(log, 'a');
    return spawn(join(server, 'bin', 'opensearch'), [], {
      cwd: plan.folder,
      stdio: ['ignore', output, output],
      ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
      env: {
        PATH: process.env.PATH,
        HOME: plan.folder,
        JAVA_HOME: java,
        OPENSEARCH_PATH_CONF: join(plan.folder, 'config'),
        OPENSEARCH_TMPDIR: join(plan.folder, 'tmp'),
        OPENSEARCH_JAVA_OPTS: `-Xms${HEAP} -Xmx${HEAP}`,
      },
    });
  };
  let child = start();
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const ended = async (patience) => {
    for (const until = Date.now() + patience; !hasEnded() && Date.now() < until; ) await pause(50);
    return hasEnded();
  };
  return {
    name: plan.name,
    url: `http://127.0.0.1:${plan.http}`,
    log,
    get pid() {
      return child.pid;
    },
    hasEnded,
    async kill(signal) {
      if (hasEnded()) return;
      child.kill(signal);
      if (await ended(STOP_PATIENCE)) return;
      child.kill('SIGKILL');
      await ended(STOP_PATIENCE);
    },
    restart() {
      if (hasEnded()) child = start();
    },
  };
}

async function allTogether(nodes) {
  const until = Date.now() + START_PATIENCE;
  for (const node of nodes) {
    while (!(await hasNodes(node.url, nodes.length))) {
      if (node.hasEnded() || Date.now() > until) {
        const tail = readFileSync(node.log, 'utf8').slice(-3000);
        throw new Error(`OpenSearch ${node.name} did not start:\n${tail}`);
      }
      await pause(500);
    }
  }
}

async function hasNodes(url, count) {
  try {
    const reply = await fetch(`${url}/_cluster/health?wait_for_nodes=${count}&timeout=1s`);
    return reply.ok && (await reply.json()).number_of_nodes === count;
  } catch {
    return false;
  }
}

/** Ports that nothing listens on: taken all at once, so that they differ. */
async function freePorts(count) {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise((resolve, reject) => {
          const server = createServer().on('error', reject);
          server.listen(0, '127.0.0.1', () => resolve(server));
        }),
    ),
  );
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { nodes: { type: 'string', default: '1' } } });
  const cluster = await startCluster(Number(values.nodes));
  for (const { name, url, pid } of cluster.nodes) console.log(`${name} ${url} (process ${pid})`);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => cluster.stop().then(() => process.exit(0)));
  }
}
