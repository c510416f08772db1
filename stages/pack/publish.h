/*
 * publish.h - a new corpus takes the place of an old one, all or nothing.
 *
 * Failures are fatal; whatever fails, the old corpus stands as it was.
 */
#ifndef PUBLISH_H
#define PUBLISH_H

/*
 * Stop (exit status 1) if dir exists and holds anything that no corpus has:
 * publishing would delete it. A missing or empty dir is fine.
 */
void publish_check(const char *dir);

/* Make an empty folder beside dir on the same filesystem, with the folders
 * of a corpus in it; returns its path, malloc'ed, to be kept until
 * publish_end(). It is deleted should the process exit before that. */
char *publish_begin(const char *dir);

/*
 * Flush the folders in from, then put it in the place of dir: by one atomic
 * exchange where the filesystem can (Linux 3.15), else by two renames. The
 * old corpus is deleted after that.
 */
void publish_end(const char *from, const char *dir);

#endif
