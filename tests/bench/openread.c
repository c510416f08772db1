/* openread DIR - open and read every file of the folders in DIR, no more: what
 * reading small files costs at least. */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

static size_t read_file(int folder, const char *name)
{
	static char block[1 << 16];
	const int file = openat(folder, name, O_RDONLY);
	size_t all = 0;
	ssize_t n;

	while ((n = read(file, block, sizeof(block))) > 0)
		all += (size_t)n;
	close(file);
	return all;
}

static size_t read_folder(int parent, const char *name)
{
	const int folder = openat(parent, name, O_RDONLY | O_DIRECTORY);
	DIR *dir = folder < 0 ? NULL : fdopendir(folder);
	struct dirent *entry;
	size_t all = 0;

	while (dir && (entry = readdir(dir)))
		if (entry->d_name[0] != '.')
			all += read_file(folder, entry->d_name);
	if (dir)
		closedir(dir);
	return all;
}

int main(int argc, char **argv)
{
	DIR *dir = argc == 2 ? opendir(argv[1]) : NULL;
	struct dirent *entry;
	size_t all = 0;

	if (!dir)
		return 1;
	while ((entry = readdir(dir)))
		if (entry->d_name[0] != '.')
			all += read_folder(dirfd(dir), entry->d_name);
	closedir(dir);
	printf("%zu bytes\n", all);
	return 0;
}
