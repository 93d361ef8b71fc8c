/**
 * Published signatures, as data.
 *
 * SUITE: AWS's test suite for Signature Version 4 as awslabs/aws-c-auth has it, tests/aws-signing-test-suite/v4 (Apache-2.0):
 * of each case the request, and the signature in its header-signed-request.txt or query-signed-request.txt.
 * S3: the examples of Amazon S3's API reference: sig-v4-header-based-auth, sigv4-query-string-auth, sigv4-streaming and
 * sigv4-streaming-trailers.
 */
export type Vector = {
  name: string;
  method: string;
  /** As it stands in the request line. */
  path: string;
  query?: string;
  /** Besides `host`, and `x-amz-date` where the signature is in a header; lower-case names in order. */
  headers?: [name: string, value: string][];
  body?: string;
  /** Whether the path is taken as it is, as storages do; other services tidy it up. */
  asIs?: true;
  signature: string;
};

export const SUITE = {
  host: 'example.amazonaws.com',
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  amzDate: '20150830T123600Z',
  scope: { date: '20150830', region: 'us-east-1', service: 'service' },
};

const UNRESERVED = '-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ROOT_SIGNATURE = '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31';

export const HEADER_SIGNED: Vector[] = [
  {
    name: 'get-header-key-duplicate',
    method: 'GET',
    path: '/',
    headers: [['my-header1', 'value2,value2,value1']],
    signature: 'c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea',
  },
  {
    // Each line of a folded value is a value, to the suite.
    name: 'get-header-value-multiline',
    method: 'GET',
    path: '/',
    headers: [['my-header1', 'value1,value2,value3']],
    signature: 'ba17b383a53190154eb5fa66a1b836cc297cc0a3d70a5d00705980573d8ff790',
  },
  {
    name: 'get-header-value-order',
    method: 'GET',
    path: '/',
    headers: [['my-header1', 'value4,value1,value3,value2']],
    signature: '08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01',
  },
  {
    name: 'get-header-value-trim',
    method: 'GET',
    path: '/',
    headers: [
      ['my-header1', ' value1'],
      ['my-header2', ' "a   b   c"'],
    ],
    signature: 'acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736',
  },
  { name: 'get-relative-normalized', method: 'GET', path: '/example/..', signature: ROOT_SIGNATURE },
  {
    name: 'get-relative-relative-normalized',
    method: 'GET',
    path: '/example1/example2/../..',
    signature: ROOT_SIGNATURE,
  },
  {
    name: 'get-relative-relative-unnormalized',
    method: 'GET',
    path: '/example1/example2/../..',
    asIs: true,
    signature: 'dc33e0856fd4baca4d7aa2146c38958283844764f38c74252a333df5e613003b',
  },
  { name: 'get-slash-dot-slash-normalized', method: 'GET', path: '/./', signature: ROOT_SIGNATURE },
  {
    name: 'get-slash-pointless-dot-normalized',
    method: 'GET',
    path: '/./example',
    signature: 'ef75d96142cf21edca26f06005da7988e4f8dc83a165a80865db7089db637ec5',
  },
  {
    name: 'get-slashes-normalized',
    method: 'GET',
    path: '//example//',
    signature: '9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84',
  },
  {
    name: 'get-slashes-unnormalized',
    method: 'GET',
    path: '//example//',
    asIs: true,
    signature: '87cca117541a147f6df867677d98a7d80dff226d2bfca9e4ffa899665623c7e5',
  },
  {
    name: 'get-space-normalized',
    method: 'GET',
    path: '/example space/',
    signature: '652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741',
  },
  {
    name: 'get-space-unnormalized',
    method: 'GET',
    path: '/example space/',
    asIs: true,
    signature: '652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741',
  },
  {
    name: 'get-unreserved',
    method: 'GET',
    path: `/${UNRESERVED}`,
    signature: '07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f',
  },
  {
    name: 'get-utf8',
    method: 'GET',
    path: '/ሴ',
    signature: '8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85',
  },
  {
    name: 'get-vanilla-empty-query-key',
    method: 'GET',
    path: '/',
    query: 'Param1=value1',
    signature: 'a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb',
  },
  {
    name: 'get-vanilla-query-order-encoded',
    method: 'GET',
    path: '/',
    query: 'Param-3=Value3&Param=Value2&%E1%88%B4=Value1',
    signature: '371d3713e185cc334048618a97f809c9ffe339c62934c032af5a0e595648fcac',
  },
  {
    name: 'get-vanilla-query-order-key-case',
    method: 'GET',
    path: '/',
    query: 'Param2=value2&Param1=value1',
    signature: 'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
  },
  {
    name: 'get-vanilla-query-unreserved',
    method: 'GET',
    path: '/',
    query: `${UNRESERVED}=${UNRESERVED}`,
    signature: '9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197',
  },
  {
    name: 'get-vanilla-utf8-query',
    method: 'GET',
    path: '/',
    query: 'ሴ=bar',
    signature: '2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04',
  },
  {
    name: 'get-vanilla-with-session-token',
    method: 'GET',
    path: '/',
    headers: [['x-amz-security-token', '6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267']],
    signature: '07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8',
  },
  {
    name: 'post-header-key-sort',
    method: 'POST',
    path: '/',
    headers: [['my-header1', 'value1']],
    signature: 'c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c',
  },
  {
    name: 'post-sts-header-after',
    method: 'POST',
    path: '/',
    signature: '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
  },
  {
    name: 'post-vanilla-query',
    method: 'POST',
    path: '/',
    query: 'Param1=value1',
    signature: '28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11',
  },
  {
    name: 'post-x-www-form-urlencoded',
    method: 'POST',
    path: '/',
    headers: [
      ['content-length', '13'],
      ['content-type', 'application/x-www-form-urlencoded'],
      ['x-amz-content-sha256', '9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e'],
    ],
    body: 'Param1=value1',
    signature: 'd3875051da38690788ef43de4db0d8f280229d82040bfac253562e56c3f20e0b',
  },
];

/** Good for an hour; the signature is made over the query with all parameters but itself. */
export const QUERY_SIGNED: Vector[] = [
  {
    name: 'get-vanilla-query-unreserved',
    method: 'GET',
    path: '/',
    query: `${UNRESERVED}=${UNRESERVED}`,
    signature: '8e76a88a7433637b12778d5592799b29ad21ecd6cf6325051c21d86f0acda2bf',
  },
  {
    name: 'get-vanilla-query-order-key-case',
    method: 'GET',
    path: '/',
    query: 'Param2=value2&Param1=value1',
    signature: '86012e2c9ad4d77369f5d81c11f75158aae4f895a085212cc6d3f923d300bed5',
  },
  {
    name: 'get-header-value-trim',
    method: 'GET',
    path: '/',
    headers: [
      ['my-header1', ' value1'],
      ['my-header2', ' "a   b   c"'],
    ],
    signature: 'e7bb0fd515e125e1aec2ecc4c0c17484fb06f6846b927c35e46005dd3df3acd4',
  },
  {
    name: 'get-vanilla-utf8-query',
    method: 'GET',
    path: '/',
    query: 'ሴ=bar',
    signature: '0bdd809b1519ac4f0c1dc3540e2cc46bd0c7f778eda408b2ebf3b913d21ff600',
  },
  {
    name: 'get-space-normalized',
    method: 'GET',
    path: '/example space/',
    signature: '7a1f416954786484c9824d93c1f26ef64acb9b1b6c9154d08c9f07d0e394abf6',
  },
];

/** The canonical request of get-header-value-multiline, query-canonical-request.txt. */
export const MULTILINE_CANONICAL = `GET
/
X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20150830%2Fus-east-1%2Fservice%2Faws4_request&X-Amz-Date=20150830T123600Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host%3Bmy-header1
host:example.amazonaws.com
my-header1:value1,value2,value3

host;my-header1
e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855`;

export const S3 = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  credential: 'AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request',
  host: 'examplebucket.s3.amazonaws.com',
  nowMs: Date.UTC(2013, 4, 24),
};

const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** With a signature in the header; all headers but `x-amz-date` and `host`, of which those of `signed` are signed. */
export type Example = {
  name: string;
  method: string;
  url: string;
  headers: Record<string, string>;
  signed: string;
  signature: string;
};

export const S3_EXAMPLES: Example[] = [
  {
    name: 'GET Object',
    method: 'GET',
    url: 'https://examplebucket.s3.amazonaws.com/test.txt',
    headers: { range: 'bytes=0-9', 'x-amz-content-sha256': EMPTY },
    signed: 'host;range;x-amz-content-sha256;x-amz-date',
    signature: 'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  },
  {
    name: 'PUT Object',
    method: 'PUT',
    url: 'https://examplebucket.s3.amazonaws.com/test$file.text',
    headers: {
      date: 'Fri, 24 May 2013 00:00:00 GMT',
      'x-amz-storage-class': 'REDUCED_REDUNDANCY',
      'x-amz-content-sha256': '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
    },
    signed: 'date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class',
    signature: '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
  },
  {
    name: 'GET Bucket Lifecycle',
    method: 'GET',
    url: 'https://examplebucket.s3.amazonaws.com/?lifecycle',
    headers: { 'x-amz-content-sha256': EMPTY },
    signed: 'host;x-amz-content-sha256;x-amz-date',
    signature: 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
  },
  {
    name: 'GET Bucket (List Objects)',
    method: 'GET',
    url: 'https://examplebucket.s3.amazonaws.com/?max-keys=2&prefix=J',
    headers: { 'x-amz-content-sha256': EMPTY },
    signed: 'host;x-amz-content-sha256;x-amz-date',
    signature: '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
  },
];

export const PRESIGNED =
  'https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404';

/** 65536 times `a`, then 1024 times. */
export const CHUNKED: Example & { chunks: string[]; trailer: string; trailerSignature: string | null } = {
  name: 'PUT Object in chunks',
  method: 'PUT',
  url: 'https://s3.amazonaws.com/examplebucket/chunkObject.txt',
  headers: {
    'x-amz-storage-class': 'REDUCED_REDUNDANCY',
    'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
    'content-encoding': 'aws-chunked',
    'x-amz-decoded-content-length': '66560',
    'content-length': '66824',
  },
  signed:
    'content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class',
  signature: '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9',
  chunks: [
    'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648',
    '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497',
    'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9',
  ],
  trailer: '',
  trailerSignature: null,
};

export const CHUNKED_WITH_TRAILER: typeof CHUNKED = {
  name: 'PUT Object in chunks with a trailer',
  method: 'PUT',
  url: 'https://s3.amazonaws.com/examplebucket/chunkObject.txt',
  headers: {
    'x-amz-storage-class': 'REDUCED_REDUNDANCY',
    'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
    'content-encoding': 'aws-chunked',
    'x-amz-decoded-content-length': '66560',
    'x-amz-trailer': 'x-amz-checksum-crc32c',
    'content-length': '66946',
  },
  signed:
    'content-encoding;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class;x-amz-trailer',
  signature: '106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e',
  chunks: [
    'b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2',
    '1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7',
    '2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992',
  ],
  trailer: 'x-amz-checksum-crc32c:sOO8/Q==\r\n',
  trailerSignature: 'd81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435',
};

/**
 * Google publishes no example that is signed by HMAC. These are what two other makes of signer hold themselves to: a backup
 * proxy in Rust with the sample key of Google's page on HMAC keys, and ClickHouse's GOOG4Signer.
 */
export const GOOGLE = [
  {
    name: 'the sample key of the documentation',
    method: 'GET',
    path: '/griffin-foundationdb-backups-dev-europe-west6',
    query: '',
    secretAccessKey: 'bGoa+V7g/yqDXvKRqq+JTFn4uQZbPiQJo4pf9RzJ',
    amzDate: '19700101T000000Z',
    region: 'europe-west6',
    payloadHash: EMPTY,
    headers: [
      ['host', 'storage.googleapis.com'],
      ['x-goog-date', '19700101T000000Z'],
      ['x-goog-encryption-algorithm', 'AES256'],
      ['x-goog-encryption-key', 'xH7BtNooA2sIi407GFShu2ptk/GXNnNShVHqNSqS3o4='],
      ['x-goog-encryption-key-sha256', 'qY3tWr71bsAVBGFgWA2wsMYIgw71Ko2HMA/Yj6DG0sU='],
    ],
    signature: '8e3984d84e2e5b84585ec6f7bb1418e2cc4962a4f8d3daebee661479c99ea71c',
  },
  {
    name: 'a conditional put',
    method: 'PUT',
    path: '/test-bucket/dir/obj.txt',
    query: '',
    secretAccessKey: 'testsecretkey',
    amzDate: '20260703T000000Z',
    region: 'auto',
    payloadHash: 'UNSIGNED-PAYLOAD',
    headers: [
      ['host', 'storage.googleapis.com'],
      ['x-goog-content-sha256', 'UNSIGNED-PAYLOAD'],
      ['x-goog-date', '20260703T000000Z'],
      ['x-goog-if-generation-match', '0'],
    ],
    signature: '4f82e49c69753329afd4768ccf1db6b472dbbd86d082a08b5b9f9fe368fb6ef6',
  },
  {
    name: 'a sub-resource',
    method: 'GET',
    path: '/test-bucket/',
    query: 'versioning',
    secretAccessKey: 'testsecretkey',
    amzDate: '20260703T000000Z',
    region: 'auto',
    payloadHash: 'UNSIGNED-PAYLOAD',
    headers: [
      ['host', 'storage.googleapis.com'],
      ['x-goog-content-sha256', 'UNSIGNED-PAYLOAD'],
      ['x-goog-date', '20260703T000000Z'],
    ],
    signature: '28a981c32acff334738b9ea1a0f82c28c9a1ccff5b6dc8fb92a2e6622c8db73f',
  },
] satisfies {
  name: string;
  method: string;
  path: string;
  query: string;
  secretAccessKey: string;
  amzDate: string;
  region: string;
  payloadHash: string;
  headers: [string, string][];
  signature: string;
}[];
