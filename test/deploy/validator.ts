import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../src/config.js';
import type { Manifest } from './manifests.js';

/**
 * The faults of Kubernetes documents by the models of the API and of KEDA (packages kubernetes-models, @kubernetes-models/keda): the compiler refuses members
 * that their types do not know, which their validators let pass, and the validators refuse values that the types let pass.
 */
export function faultsOf(manifests: Manifest[]): string[] {
  return [...unknownMembers(manifests), ...wrongValues(manifests.filter(({ isPatch }) => !isPatch))];
}

function unknownMembers(manifests: Manifest[]): string[] {
  const cache = path.join(root, 'node_modules', '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(path.join(cache, 'manifests-'));
  try {
    const files = manifests.map((manifest, at) => {
      const file = path.join(folder, `${manifest.name.replaceAll(/[^\w.]/g, '_')}-${at}.mts`);
      writeFileSync(file, sourceOf(manifest));
      return file;
    });
    const options = [
      '--ignoreConfig',
      '--noEmit',
      '--strict',
      '--skipLibCheck',
      '--pretty',
      'false',
      '--target',
      'es2023',
      '--module',
      'node20',
    ];
    const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const { status, stdout, stderr } = spawnSync(process.execPath, [tsc, ...options, ...files], { cwd: folder, encoding: 'utf8' });
    return status === 0 ? [] : `${stdout}${stderr}`.trim().split('\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A patch may leave out what a whole document must have. */
const partial = 'type Part<T> = T extends (infer U)[] ? Part<U>[] : T extends object ? { [K in keyof T]?: Part<T[K]> } : T;';

function sourceOf({ document, isPatch }: Manifest): string {
  const type = isPatch ? 'Part<Model>' : 'Model';
  const value = JSON.stringify(document, null, 1);
  return `import type { I${document.kind} as Model } from '${modelOf(document)}';\n${isPatch ? partial : ''}\nexport const document: ${type} = ${value};\n`;
}

function wrongValues(manifests: Manifest[]): string[] {
  const input = JSON.stringify(manifests.map(({ name, document }) => ({ name, document, model: modelOf(document) })));
  const { stdout, stderr } = spawnSync(process.execPath, [path.join(__dirname, 'values.mjs')], { input, encoding: 'utf8' });
  if (!stdout) throw new Error(`the validator ended without an answer: ${stderr}`);
  return JSON.parse(stdout) as string[];
}

/** The module of a document's model. */
function modelOf({ apiVersion, kind }: Manifest['document']): string {
  const models = apiVersion.startsWith('keda.sh/') ? '@kubernetes-models/keda' : 'kubernetes-models';
  return `${models}/${apiVersion}/${kind}`;
}
