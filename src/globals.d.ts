/** Version of the app, put in by the build. */
declare const __SPAN_VERSION__: string;
