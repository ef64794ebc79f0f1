/** Where an OpenSearch cluster is and how it is entered. Plain data: it goes to worker threads. */
export interface OpenSearchSettings {
  /** The data folder of this process, as an absolute path. */
  readonly folder: string;
  /** One or more nodes, http or https, without user or password. */
  readonly urls: readonly string[];
  readonly login:
    | { readonly user: string; readonly password: string }
    | { readonly apiKey: string }
    | null;
  /** The file of the certificate authority that signed the nodes' certificates; null: the system's. */
  readonly caFile: string | null;
  /** What the names of all of the bot's indices begin with. */
  readonly prefix: string;
  /** Of each index, where they are made now. */
  readonly shards: number;
}
