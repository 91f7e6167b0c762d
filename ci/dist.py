"""Build the wheel and the source distribution, and check them as strangers get them. Usage: dist.py FOLDER"""

import glob
import os
import shutil
import subprocess
import sys
import zipfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def run(*command, **kwargs):
    print('$ ' + ' '.join(os.path.basename(command[0]) if i == 0 else part for i, part in enumerate(command)))
    subprocess.check_call(command, **kwargs)


def main(folder):
    out = os.path.join(folder, 'dist')
    source = os.path.join(folder, 'source')
    for old in (out, source):
        shutil.rmtree(old, ignore_errors=True)
    # Built from a copy: setuptools leaves build/ and *.egg-info where it works.
    shutil.copytree(ROOT, source, ignore=shutil.ignore_patterns('.git', '.tox', '.venv-*', 'results', 'build', '*.egg-info'))
    run(sys.executable, '-m', 'build', '--outdir', out, source)
    run(sys.executable, '-m', 'twine', 'check', '--strict', *glob.glob(os.path.join(out, '*')))
    wheel, = glob.glob(os.path.join(out, '*.whl'))
    sdist, = glob.glob(os.path.join(out, '*.tar.gz'))
    assert wheel.endswith('-py2.py3-none-any.whl'), wheel
    names = zipfile.ZipFile(wheel).namelist()
    for wanted in ('compatsrv/py.typed', 'compatsrv/__init__.pyi', 'compatsrv/conformance/expectations/native.json'):
        assert wanted in names, '%s is not in the wheel' % wanted
    check_installed(sdist, folder)
    python27 = shutil.which('python2.7')
    if python27:
        check_parses(python27, wheel, folder)
    else:
        print('dist: no python2.7 here: not compiled on it')
    print('dist: %s and %s are whole' % (os.path.basename(wheel), os.path.basename(sdist)))


def check_installed(archive, folder):
    """Install the archive into a new environment and use it."""
    environment = os.path.join(folder, 'installed')
    shutil.rmtree(environment, ignore_errors=True)
    run(sys.executable, '-m', 'venv', environment)
    python = os.path.join(environment, 'Scripts' if os.name == 'nt' else 'bin', 'python')
    run(python, '-m', 'pip', 'install', '--quiet', archive)
    run(python, '-c', 'import compatsrv; print(compatsrv.TCPServer)', cwd=folder)


def check_parses(python, wheel, folder):
    """Unpack the wheel and compile every file of it: what does not parse on 2.7 installs there without a word."""
    unpacked = os.path.join(folder, 'unpacked')
    shutil.rmtree(unpacked, ignore_errors=True)
    zipfile.ZipFile(wheel).extractall(unpacked)
    run(python, '-m', 'compileall', '-q', os.path.join(unpacked, 'compatsrv'))


if __name__ == '__main__':
    main(sys.argv[1])
