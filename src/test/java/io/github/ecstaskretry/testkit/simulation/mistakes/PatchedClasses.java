package io.github.ecstaskretry.testkit.simulation.mistakes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Loads this project's classes anew, once, with every patch in them, each behind its switch; everything else is shared. */
final class PatchedClasses extends ClassLoader {

    private static final String OURS = "io.github.ecstaskretry.";

    private final List<Patch> patches;

    /** A patch's number is its place in the list. */
    PatchedClasses(List<Patch> patches) {
        super(PatchedClasses.class.getClassLoader());
        this.patches = List.copyOf(patches);
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
            byte[] changed = patches.stream().anyMatch(patch -> patch.changes(name))
                    ? Planting.of(name, patches).in(bytes)
                    : bytes;
            return defineClass(name, changed, 0, changed.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
