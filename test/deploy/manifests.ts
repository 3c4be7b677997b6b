import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { root } from '../../src/config.js';

export const kubernetes = path.join(root, 'deploy', 'kubernetes');

/** One document of a file in deploy/kubernetes. */
export interface Manifest {
  /** Its file, relative to deploy/kubernetes. */
  name: string;
  document: KubernetesDocument;
  /** Whether it is laid over another document. */
  isPatch: boolean;
}

/** What the tests look at; the models check the rest. */
export interface KubernetesDocument {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string };
  data?: Record<string, string>;
  stringData?: Record<string, string>;
  spec?: Spec;
}

interface Spec {
  selector?: { matchLabels: Labels };
  podSelector?: { matchLabels?: Labels };
  template?: { metadata: { labels: Labels }; spec: PodSpec };
  ingress?: { ports?: { port: number }[] }[];
}

interface PodSpec {
  terminationGracePeriodSeconds?: number;
  initContainers?: Container[];
  containers: Container[];
}

export type Labels = Record<string, string>;

export interface Container {
  name: string;
  image: string;
  command?: string[];
  env?: { name: string; valueFrom?: { secretKeyRef?: KeyRef; configMapKeyRef?: KeyRef } }[];
  envFrom?: { configMapRef?: { name: string }; secretRef?: { name: string } }[];
  ports?: { name: string; containerPort: number }[];
  startupProbe?: Probe;
  livenessProbe?: Probe;
  readinessProbe?: Probe;
  securityContext?: { privileged?: boolean; runAsNonRoot?: boolean; allowPrivilegeEscalation?: boolean; readOnlyRootFilesystem?: boolean };
}

interface KeyRef {
  name: string;
  key: string;
}

interface Probe {
  httpGet?: { path: string; port: string };
}

interface Kustomization {
  resources?: string[];
  components?: string[];
  patches?: { path?: string }[];
}

/** The folders that have a kustomization, with what each names and the files that lie beside it. */
export function readKustomizations(): { folder: string; named: string[]; files: string[] }[] {
  const folders = readdirSync(kubernetes, { recursive: true, encoding: 'utf8' }).filter(
    (file) => path.basename(file) === 'kustomization.yaml',
  );
  return folders.map(path.dirname).map((folder) => {
    const { resources = [], components = [], patches = [] } = parse(read(path.join(folder, 'kustomization.yaml'))) as Kustomization;
    const named = [...resources, ...components, ...patches.flatMap((patch) => patch.path ?? [])];
    return {
      folder,
      named,
      files: readdirSync(path.join(kubernetes, folder)).filter((file) => file.endsWith('.yaml') && file !== 'kustomization.yaml'),
    };
  });
}

/** Every document that is sent to a cluster, and every patch. */
export function readManifests(): Manifest[] {
  const files = readdirSync(kubernetes, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
  return files
    .filter((file) => path.basename(file) !== 'kustomization.yaml')
    .flatMap((file) =>
      parseAllDocuments(read(file)).map((parsed) => {
        if (parsed.errors[0]) throw parsed.errors[0];
        return { name: file, document: parsed.toJS() as KubernetesDocument, isPatch: file.endsWith('.patch.yaml') };
      }),
    );
}

function read(file: string): string {
  return readFileSync(path.join(kubernetes, file), 'utf8');
}
