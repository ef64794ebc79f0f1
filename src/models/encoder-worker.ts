/** The encoder's thread: tokenizer and ONNX session live here, so that the event loop never waits. */
import { encode } from './encode.js';
import { serve } from './serve.js';

await serve('encoder.onnx', encode);
