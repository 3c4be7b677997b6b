import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { environmentSchema, root } from '../../src/config.js';
import { freshDatabase } from '../support/database.js';
import { type Container, type KubernetesDocument, kubernetes, type Labels, readKustomizations, readManifests } from './manifests.js';
import { faultsOf } from './validator.js';

const manifests = readManifests();
const whole = manifests.filter(({ isPatch }) => !isPatch).map(({ document }) => document);
const workloads = whole.filter(({ spec }) => spec?.template);

test('every document is what the models of Kubernetes and KEDA allow', () => {
  expect(faultsOf(manifests)).toEqual([]);
});

test.each<[string, string, (text: string) => string, RegExp]>([
  [
    'an unknown member',
    'Deployment',
    (text) => text.replace('"terminationGracePeriodSeconds"', '"terminationGraceSeconds"'),
    /terminationGraceSeconds/,
  ],
  ['a member at the wrong place', 'PodDisruptionBudget', (text) => text.replace('"spec":{', '"spec":{"replicas":2,'), /replicas/],
  ['a member that is missing', 'Service', (text) => text.replace('"port":80,', ''), /port/],
  ['a word for a number', 'Deployment', (text) => text.replace('"containerPort":3000', '"containerPort":"http"'), /containerPort/],
  ['a quantity that is none', 'Deployment', (text) => text.replace('"250m"', '"a quarter"'), /quantity/],
  ['a patch with an unknown member', 'patch', (text) => text.replace('"runtimeClassName"', '"runtimeClass"'), /runtimeClass/],
  ['an unknown member of KEDA', 'ScaledObject', (text) => text.replace('"pollingInterval"', '"pollInterval"'), /pollInterval/],
  ['an unknown kind', 'Job', (text) => text.replace('"Job"', '"Jobb"'), /Jobb/],
])('%s is refused', (_name, kind, spoil, fault) => {
  const manifest = manifests.find(({ document, isPatch }) => (kind === 'patch' ? isPatch : !isPatch && document.kind === kind));
  const sound = JSON.stringify(manifest?.document);
  const spoilt = spoil(sound);
  expect(spoilt).not.toBe(sound);
  const faults = faultsOf(manifest ? [{ ...manifest, document: JSON.parse(spoilt) as KubernetesDocument }] : []);
  expect(faults.join('\n')).toMatch(fault);
});

test('every file is named by its kustomization, and every name is there', () => {
  for (const { folder, named, files } of readKustomizations()) {
    expect({ folder, named }).toEqual({ folder, named: expect.arrayContaining(files) });
    for (const name of named) expect({ name, exists: existsSync(path.join(kubernetes, folder, name)) }).toEqual({ name, exists: true });
  }
});

test('every variable is a setting', () => {
  const names = [
    ...manifests.flatMap(({ document: { kind, data, stringData } }) => (isRead(kind, data) ? Object.keys({ ...data, ...stringData }) : [])),
    ...containers().flatMap(({ container }) => (container.env ?? []).map(({ name }) => name)),
  ];
  const known = [...Object.keys(environmentSchema.shape), 'DOCKER_HOST'];
  expect(names.filter((name) => !known.includes(name))).toEqual([]);
  expect(names).toEqual(expect.arrayContaining(['DATABASE_URL', 'REDIS_URL', 'DOCKER_HOST', 'SANDBOX_RUNTIME']));
});

test('every setting that a container takes from elsewhere is there, in its namespace', () => {
  for (const { container, document } of containers()) {
    const { namespace } = document.metadata;
    const has = (kind: string, name: string) => whole.find((other) => other.kind === kind && isNamed(other, name, namespace));
    for (const { configMapRef, secretRef } of container.envFrom ?? []) {
      if (configMapRef) expect(has('ConfigMap', configMapRef.name)).toBeDefined();
      if (secretRef) expect(has('Secret', secretRef.name)).toBeDefined();
    }
    for (const { valueFrom } of container.env ?? []) {
      const { secretKeyRef, configMapKeyRef } = valueFrom ?? {};
      if (secretKeyRef) expect(has('Secret', secretKeyRef.name)?.stringData).toHaveProperty(secretKeyRef.key);
      if (configMapKeyRef) expect(has('ConfigMap', configMapKeyRef.name)?.data).toHaveProperty(configMapKeyRef.key);
    }
  }
});

test('every command is one of the program, or a file of its image', () => {
  const source = readFileSync(path.join(root, 'src', 'cli.ts'), 'utf8');
  const ours = containers().filter(({ container }) => container.image === 'raceway:local');
  expect(ours.map(({ container }) => container.name).sort()).toEqual(['api', 'images', 'migrate', 'worker']);
  for (const { container } of ours) {
    const [program, file = '', command] = container.command ?? [];
    expect(program).toBe('node');
    if (file === 'dist/cli.js') expect(source).toContain(`case '${command}':`);
    else expect(existsSync(path.join(root, file))).toBe(true);
  }
});

test('the engine starts by the script that keeps containers within the limits of its pod, which its image has', () => {
  const engine = containers().find(({ container }) => container.name === 'engine')?.container;
  const [file = '', ...more] = engine?.command ?? [];
  expect(more).toEqual([]);
  const folder = path.join(root, 'deploy', 'engine');
  expect(existsSync(path.join(folder, path.basename(file)))).toBe(true);
  expect(readFileSync(path.join(folder, 'Dockerfile'), 'utf8')).toMatch(new RegExp(`^COPY .*${path.basename(file)} ${file}$`, 'm'));
});

test('probes ask for what is served, at ports that are open where the settings say', () => {
  const { paths } = JSON.parse(readFileSync(path.join(root, 'docs', 'openapi.json'), 'utf8')) as { paths: Record<string, unknown> };
  for (const { container, document } of containers()) {
    const { startupProbe, livenessProbe, readinessProbe, ports = [] } = container;
    for (const { httpGet } of [startupProbe, livenessProbe, readinessProbe].flatMap((probe) => probe ?? [])) {
      if (!httpGet) continue;
      expect(paths).toHaveProperty([httpGet.path]);
      expect(ports.map(({ name }) => name)).toContain(httpGet.port);
    }
    const settings = whole.find(
      (other) => other.kind === 'ConfigMap' && isNamed(other, document.metadata.name, document.metadata.namespace),
    )?.data;
    for (const { name, containerPort } of ports) expect(settings?.[name === 'http' ? 'PORT' : 'METRICS_PORT']).toBe(String(containerPort));
  }
});

test('a pod is not killed before it has drained, finished or handed back', () => {
  for (const workload of workloads.filter(({ kind }) => kind === 'Deployment')) {
    const { DRAIN_SECONDS = '0', GRACE_SECONDS } = settingsOf(workload) ?? {};
    const patience = workload.spec?.template?.spec.terminationGracePeriodSeconds;
    // Beyond that the worker lets go of the queue, removes its containers and closes its connections.
    expect(patience).toBeGreaterThanOrEqual(Number(DRAIN_SECONDS) + Number(GRACE_SECONDS) + 15);
  }
});

test('whoever selects pods finds some, and the ports that are let in are open', () => {
  for (const { kind, metadata, spec } of whole) {
    const selectors: Record<string, Labels | undefined> = {
      Deployment: spec?.selector?.matchLabels,
      PodDisruptionBudget: spec?.selector?.matchLabels,
      Service: spec?.selector as Labels | undefined,
      NetworkPolicy: spec?.podSelector?.matchLabels ?? {},
    };
    const selector = selectors[kind];
    if (!selector) continue;
    const found = workloads.filter(
      (workload) => workload.metadata.namespace === metadata.namespace && matches(selector, workload.spec?.template?.metadata.labels),
    );
    expect({ kind, metadata, found: found.length > 0 }).toEqual({ kind, metadata, found: true });
    const open = found
      .flatMap((workload) => allContainers(workload))
      .flatMap(({ ports = [] }) => ports.map(({ containerPort }) => containerPort));
    const letIn = kind === 'NetworkPolicy' ? (spec?.ingress ?? []).flatMap(({ ports = [] }) => ports.map(({ port }) => port)) : [];
    expect(open).toEqual(expect.arrayContaining(letIn));
  }
});

test('nothing may reach a worker but what watches it, and only its engine has privileges', () => {
  const policies = manifests.filter(
    ({ document }) => document.kind === 'NetworkPolicy' && document.metadata.namespace === 'raceway-workers',
  );
  const letIn = policies.filter(({ document }) => (document.spec?.ingress ?? []).length > 0);
  expect(letIn.map(({ name }) => name)).toEqual([path.join('components', 'monitoring', 'network-policies.yaml')]);
  for (const { container } of containers()) {
    const { name, securityContext } = container;
    if (name === 'engine') expect(securityContext?.privileged).toBe(true);
    else
      expect({ name, securityContext }).toMatchObject({
        name,
        securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true },
      });
  }
});

test('the autoscaler counts unfinished judgements, with a query that the database answers with a number', async () => {
  const scaler = whole.find(({ kind }) => kind === 'ScaledObject')?.spec as unknown as {
    scaleTargetRef: { name: string; envSourceContainerName: string };
    triggers: { metadata: { query: string; connectionFromEnv: string } }[];
  };
  const target = workloads.find(({ metadata }) => metadata.name === scaler.scaleTargetRef.name);
  const source = target && allContainers(target).find(({ name }) => name === scaler.scaleTargetRef.envSourceContainerName);
  expect(source?.env?.map(({ name }) => name)).toContain(scaler.triggers[0]?.metadata.connectionFromEnv);
  const { db, drop } = await freshDatabase();
  try {
    expect(await db.$queryRawUnsafe(scaler.triggers[0]?.metadata.query ?? '')).toEqual([{ count: 0 }]);
  } finally {
    await drop();
  }
});

function allContainers({ spec }: KubernetesDocument): Container[] {
  const { initContainers = [], containers = [] } = spec?.template?.spec ?? {};
  return [...initContainers, ...containers];
}

function containers(): { document: KubernetesDocument; container: Container }[] {
  return workloads.flatMap((document) => allContainers(document).map((container) => ({ document, container })));
}

/** A workload's settings are in the ConfigMap of its name. */
function settingsOf({ metadata: { name, namespace } }: KubernetesDocument): Record<string, string> | undefined {
  return whole.find((other) => other.kind === 'ConfigMap' && isNamed(other, name, namespace))?.data;
}

/** Whether a ConfigMap or Secret is for the environment, not for a file. */
function isRead(kind: string, data: Record<string, string> = {}): boolean {
  return ['ConfigMap', 'Secret'].includes(kind) && !Object.keys(data).some((name) => name.endsWith('.json'));
}

function isNamed({ metadata }: KubernetesDocument, name: string, namespace: string | undefined): boolean {
  return metadata.name === name && metadata.namespace === namespace;
}

function matches(selector: Labels, labels: Labels = {}): boolean {
  return Object.entries(selector).every(([name, value]) => labels[name] === value);
}
