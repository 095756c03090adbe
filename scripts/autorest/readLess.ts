/** As much of the file system of AutoRest's core as is used here. */
export interface FileSystem {
  read(uri: string, ...rest: unknown[]): Promise<string>;
}

/** Files of AutoRest's default configuration that neither read a document nor make a model of it: they are for other generators. */
const otherFiles = /^ *- \$\(this-folder\)(?!pipeline|loader-openapi|plugin-validators)[\w-]+\.md *$/gm;

const done: WeakSet<FileSystem> = new WeakSet();

/**
 * Has AutoRest read what it needs of its default configuration: it merges the whole of it for each document, once for each file
 * that it consists of. It reads those files through an object that it makes for itself, so it is the methods of its kind that
 * are replaced, once.
 *
 * @param fileSystem - any object of that kind
 */
export function readLess(fileSystem: FileSystem) {
  const kind = Object.getPrototypeOf(fileSystem) as FileSystem;
  if (done.has(kind)) return;
  done.add(kind);
  const { read } = kind;
  kind.read = async function (uri, ...rest) {
    const text = await read.call(this, uri, ...rest);
    return uri.endsWith("/default-configuration.md") ? text.replace(otherFiles, "") : text;
  };
}
