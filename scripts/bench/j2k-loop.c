/*
 * The peer of CodecBench: encodes and decodes the same frames with the same OpenJPEG, in C, without a JVM.
 *
 *   j2k-loop FRAMES THREADS SECONDS    prints "encode MB/s" and "decode MB/s" of raw pixels
 *   j2k-loop FRAMES ratio              prints "ratio X" of six resolutions, whatever the size
 *
 * FRAMES: records of seven big endian ints (rows, columns, samples, bits allocated, precision, signed, color transform) and
 * the little endian, interleaved cells.
 */
#include <openjpeg.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct {
  int rows, columns, samples, allocated, precision, is_signed, color;
  size_t bytes;
  uint8_t *cells;
  uint8_t *code;
  size_t code_bytes;
} frame;

typedef struct {
  uint8_t *bytes;
  size_t capacity, length, position;
} memory;

static frame *frames;
static int frame_count;
static int next_frame;
static double deadline;
static int always_six;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

static OPJ_SIZE_T on_read(void *to, OPJ_SIZE_T count, void *user) {
  memory *m = user;
  size_t left = m->length - m->position;
  if (left == 0) return (OPJ_SIZE_T)-1;
  if (count > left) count = left;
  memcpy(to, m->bytes + m->position, count);
  m->position += count;
  return count;
}

static OPJ_SIZE_T on_write(void *from, OPJ_SIZE_T count, void *user) {
  memory *m = user;
  if (count > m->capacity - m->position) return (OPJ_SIZE_T)-1;
  memcpy(m->bytes + m->position, from, count);
  m->position += count;
  if (m->position > m->length) m->length = m->position;
  return count;
}

static OPJ_OFF_T on_skip(OPJ_OFF_T count, void *user) {
  memory *m = user;
  m->position += count;
  if (m->position > m->length) m->length = m->position;
  return count;
}

static OPJ_BOOL on_seek(OPJ_OFF_T to, void *user) {
  ((memory *)user)->position = to;
  return OPJ_TRUE;
}

static opj_stream_t *stream_of(memory *m, int reading) {
  opj_stream_t *s = opj_stream_create(256 << 10, reading);
  opj_stream_set_user_data(s, m, NULL);
  opj_stream_set_user_data_length(s, m->length);
  opj_stream_set_read_function(s, on_read);
  opj_stream_set_write_function(s, on_write);
  opj_stream_set_skip_function(s, on_skip);
  opj_stream_set_seek_function(s, on_seek);
  return s;
}

/* The same rule as Jpeg2000Format.levels. */
static int levels_of(const frame *f) {
  if (always_six) return 5;
  int side = f->rows < f->columns ? f->rows : f->columns, levels = 0;
  while (levels < 5 && (side >> (levels + 1)) >= 8) levels++;
  return levels;
}

static int sample_of(const frame *f, size_t index) {
  switch (f->allocated) {
    case 8: return f->is_signed ? (int8_t)f->cells[index] : f->cells[index];
    default: {
      uint16_t v = f->cells[2 * index] | f->cells[2 * index + 1] << 8;
      return f->is_signed ? (int16_t)v : v;
    }
  }
}

static int encode(const frame *f, memory *out) {
  opj_image_cmptparm_t sizes[3];
  memset(sizes, 0, sizeof sizes);
  for (int i = 0; i < f->samples; i++) {
    sizes[i].dx = sizes[i].dy = 1;
    sizes[i].w = f->columns;
    sizes[i].h = f->rows;
    sizes[i].prec = f->precision;
    sizes[i].sgnd = f->is_signed;
  }
  opj_image_t *image =
      opj_image_create(f->samples, sizes, f->samples == 1 ? OPJ_CLRSPC_GRAY : OPJ_CLRSPC_SRGB);
  image->x1 = f->columns;
  image->y1 = f->rows;
  size_t pixels = (size_t)f->rows * f->columns;
  for (int c = 0; c < f->samples; c++)
    for (size_t i = 0; i < pixels; i++)
      image->comps[c].data[i] = sample_of(f, i * f->samples + c);
  opj_cparameters_t p;
  opj_set_default_encoder_parameters(&p);
  p.cp_disto_alloc = 1;
  p.tcp_numlayers = 1;
  p.numresolution = levels_of(f) + 1;
  p.tcp_mct = f->color;
  p.cp_comment = "";
  opj_codec_t *codec = opj_create_compress(OPJ_CODEC_J2K);
  opj_stream_t *stream = stream_of(out, 0);
  int done = opj_setup_encoder(codec, &p, image) && opj_start_compress(codec, image, stream) &&
             opj_encode(codec, stream) && opj_end_compress(codec, stream);
  opj_stream_destroy(stream);
  opj_destroy_codec(codec);
  opj_image_destroy(image);
  return done;
}

static int decode(const frame *f, uint8_t *cells) {
  memory in = {f->code, f->code_bytes, f->code_bytes, 0};
  opj_dparameters_t p;
  opj_set_default_decoder_parameters(&p);
  opj_codec_t *codec = opj_create_decompress(OPJ_CODEC_J2K);
  opj_stream_t *stream = stream_of(&in, 1);
  opj_image_t *image = NULL;
  int done = opj_setup_decoder(codec, &p) && opj_read_header(stream, codec, &image) &&
             opj_decode(codec, stream, image);
  size_t pixels = (size_t)f->rows * f->columns;
  for (int c = 0; done && c < f->samples; c++)
    for (size_t i = 0; i < pixels; i++) {
      int v = image->comps[c].data[i];
      size_t at = i * f->samples + c;
      if (f->allocated == 8) {
        cells[at] = v;
      } else {
        cells[2 * at] = v;
        cells[2 * at + 1] = v >> 8;
      }
    }
  opj_image_destroy(image);
  opj_stream_destroy(stream);
  opj_destroy_codec(codec);
  return done && memcmp(cells, f->cells, f->bytes) == 0;
}

typedef struct {
  int encoding;
  double bytes;
} job;

static void *work(void *argument) {
  job *j = argument;
  size_t largest = 0;
  for (int i = 0; i < frame_count; i++)
    if (frames[i].bytes > largest) largest = frames[i].bytes;
  uint8_t *buffer = malloc(2 * largest + (64 << 10));
  while (now() < deadline) {
    pthread_mutex_lock(&lock);
    frame *f = &frames[next_frame++ % frame_count];
    pthread_mutex_unlock(&lock);
    memory out = {buffer, 2 * largest + (64 << 10), 0, 0};
    if (!(j->encoding ? encode(f, &out) : decode(f, buffer))) {
      fprintf(stderr, "a frame did not come back equal\n");
      exit(1);
    }
    j->bytes += f->bytes;
  }
  free(buffer);
  return NULL;
}

static double measure(int encoding, int threads, double seconds) {
  pthread_t ids[64];
  job jobs[64];
  next_frame = 0;
  double start = now();
  deadline = start + seconds;
  for (int i = 0; i < threads; i++) {
    jobs[i] = (job){encoding, 0};
    pthread_create(&ids[i], NULL, work, &jobs[i]);
  }
  double bytes = 0;
  for (int i = 0; i < threads; i++) {
    pthread_join(ids[i], NULL);
    bytes += jobs[i].bytes;
  }
  return bytes / 1e6 / (now() - start);
}

static int read_int(FILE *in) {
  uint8_t b[4];
  if (fread(b, 1, 4, in) != 4) return -1;
  return b[0] << 24 | b[1] << 16 | b[2] << 8 | b[3];
}

static void load(const char *path) {
  FILE *in = fopen(path, "rb");
  if (!in) exit(2);
  for (int rows = read_int(in); rows > 0; rows = read_int(in)) {
    frames = realloc(frames, (frame_count + 1) * sizeof(frame));
    frame *f = &frames[frame_count++];
    f->rows = rows;
    f->columns = read_int(in);
    f->samples = read_int(in);
    f->allocated = read_int(in);
    f->precision = read_int(in);
    f->is_signed = read_int(in);
    f->color = read_int(in);
    f->bytes = (size_t)f->rows * f->columns * f->samples * (f->allocated / 8);
    f->cells = malloc(f->bytes);
    if (fread(f->cells, 1, f->bytes, in) != f->bytes) exit(2);
    memory out = {malloc(2 * f->bytes + (64 << 10)), 2 * f->bytes + (64 << 10), 0, 0};
    if (!encode(f, &out)) exit(2);
    f->code = out.bytes;
    f->code_bytes = out.length;
  }
  fclose(in);
}

int main(int argc, char **argv) {
  if (argc == 3 && strcmp(argv[2], "ratio") == 0) {
    always_six = 1;
    load(argv[1]);
    double raw = 0, coded = 0;
    for (int i = 0; i < frame_count; i++) raw += frames[i].bytes, coded += frames[i].code_bytes;
    printf("ratio %.4f\n", raw / coded);
    return 0;
  }
  if (argc != 4) return 2;
  load(argv[1]);
  int threads = atoi(argv[2]);
  double seconds = atof(argv[3]);
  if (frame_count == 0 || threads < 1 || threads > 64) return 2;
  printf("encode %.2f\n", measure(1, threads, seconds));
  printf("decode %.2f\n", measure(0, threads, seconds));
  return 0;
}
