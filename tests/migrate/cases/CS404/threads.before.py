import threading

thread = threading.Thread(target=list)
thread.setDaemon(True)
thread.start()
thread.join()
print thread.isAlive(), thread.isDaemon()
