"""delay-proxy.py PORT TO SECONDS: passes TCP on to a port of this machine, each byte so many seconds later in both directions."""
import asyncio
import sys

port, to, delay = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])


async def carry(reader, writer):
    loop = asyncio.get_running_loop()
    pieces = asyncio.Queue(4096)

    async def deliver():
        while True:
            due, piece = await pieces.get()
            await asyncio.sleep(max(0, due - loop.time()))
            if not piece:
                writer.close()
                return
            writer.write(piece)
            await writer.drain()

    delivery = asyncio.create_task(deliver())
    try:
        while piece := await reader.read(65536):
            await pieces.put((loop.time() + delay, piece))
    except ConnectionError:
        pass
    await pieces.put((loop.time() + delay, b""))
    await asyncio.gather(delivery, return_exceptions=True)


async def accept(reader, writer):
    there, back = await asyncio.open_connection("127.0.0.1", to)
    await asyncio.gather(carry(reader, back), carry(there, writer))


async def main():
    async with await asyncio.start_server(accept, "127.0.0.1", port) as server:
        await server.serve_forever()


asyncio.run(main())
