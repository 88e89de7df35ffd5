import { readlink, realpath } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { PlumbError } from '../../base/errors.ts';
import { isNothingThere } from './isNothingThere.ts';

/** As many as Linux follows (path_resolution(7)). */
const MOST_LINKS = 40;

/**
 * The URI with links resolved in the deepest part that exists. Links are a matter of the disk: URIs
 * of other file systems are their own.
 * @throws PlumbError if links lead in a circle, or a part of the path may not be looked into
 */
export async function realUri(uri: string): Promise<string> {
  const parsed = vscode.Uri.parse(uri, true);
  if (parsed.scheme !== 'file') return parsed.toString();
  return vscode.Uri.file(await deepestReal(parsed.fsPath, MOST_LINKS)).toString();
}

async function deepestReal(file: string, linksLeft: number): Promise<string> {
  const real = await ifThere(file, realpath(file));
  if (real !== undefined) return real;
  // What is written to a link whose target does not exist would be made where the link points.
  const target = await ifThere(file, linkTarget(file));
  if (target !== undefined) {
    if (linksLeft === 0) throw notResolved(file, 'links lead in a circle');
    return deepestReal(path.resolve(path.dirname(file), target), linksLeft - 1);
  }
  const parent = path.dirname(file);
  if (parent === file) return file;
  return path.join(await deepestReal(parent, linksLeft), path.basename(file));
}

/** Where a link points, or undefined for what is no link. */
async function linkTarget(file: string): Promise<string | undefined> {
  try {
    return await readlink(file);
  } catch (error) {
    if (codeOf(error) === 'EINVAL') return undefined;
    throw error;
  }
}

/** The result, or undefined if nothing is there; a file in place of a folder holds nothing. */
async function ifThere<T>(file: string, work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (isNothingThere(error)) return undefined;
    const code = codeOf(error);
    throw notResolved(
      file,
      code === 'ELOOP' ? 'links lead in a circle' : `the system says ${code}`,
    );
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

function notResolved(file: string, why: string): PlumbError {
  return new PlumbError(`${path.basename(file)} cannot be used: ${why}. Choose another path.`);
}
