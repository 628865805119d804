import path from 'node:path'
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'

/**
 * Every fuse of the Electron binary, each decided. A fuse that a newer Electron adds and this list does not know stops
 * the packaging.
 */
const fuses = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  // The program cannot be turned into a plain Node that reads somebody's vault.
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  // macOS and Windows refuse a changed app.asar; Linux has no such check.
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
}

const programName = ({ electronPlatformName, packager }) => {
  if (electronPlatformName === 'linux') return packager.executableName
  return `${packager.appInfo.productFilename}${electronPlatformName === 'win32' ? '.exe' : '.app'}`
}

// Not through electron-builder: the copy of the fuse library it brings does not know the newest fuse.
export default (context) => flipFuses(path.join(context.appOutDir, programName(context)), fuses)
