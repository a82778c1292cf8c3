package io.github.ecstaskretry.testkit.simulation.mistakes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Loads this project's classes anew, one of them with a change; everything else is shared. */
final class PatchedClasses extends ClassLoader {

    private static final String OURS = "io.github.ecstaskretry.";

    private final Patch patch;

    PatchedClasses(Patch patch) {
        super(PatchedClasses.class.getClassLoader());
        this.patch = patch;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream stream = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (stream == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = stream.readAllBytes();
            byte[] changed = patch != null && patch.changes(name) ? patch.applied(bytes) : bytes;
            return defineClass(name, changed, 0, changed.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
