/** The package ships its tables without types. */
declare module 'opencc-js/dict/TSCharacters' {
  const table: string
  export default table
}
