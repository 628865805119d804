/** The package ships its tables without types: pairs divided by bars, `from to` and sometimes further forms. */
declare module 'opencc-js/dict/*' {
  const table: string
  export default table
}
